const MARKS: Readonly<Record<string, string>> = { correct: "✓", incorrect: "✗", abstain: "?", error: "!", timeout: "…" };

/** A sign for an outcome that is read without colour. */
export function verdictMark(outcome: string | undefined): string {
  return MARKS[outcome ?? ""] ?? "·";
}
