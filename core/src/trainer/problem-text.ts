import type { Problem } from "../contracts/problem.js";

/** What a problem asks: its question, else its prompt, of a conversation the last turn. */
export function problemText({ question, prompt }: Problem): string {
  if (question !== undefined) return question;
  return typeof prompt === "string" ? prompt : (prompt.at(-1)?.content ?? "");
}
