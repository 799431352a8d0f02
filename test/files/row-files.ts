/** Rows as JSON Lines. */
export function jsonLines(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

/** Rows of the layout `lode`: "What is 3 + 4" and so on, each another. */
export function sums(count: number): readonly { id: string; question: string; answer: string }[] {
  return Array.from({ length: count }, (_, place) => ({ id: `sum-${place}`, question: `What is ${place} + ${place + 1}`, answer: String(2 * place + 1) }));
}
