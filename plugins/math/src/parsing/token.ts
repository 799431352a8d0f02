/**
 * A piece of an answer: a number with its digits, a letter, a command without its backslash, a mark such as `+` or `<=`, words, a
 * connective (`and`, `or`), the start or end of an environment by its name.
 */
export interface Token {
  readonly kind: "number" | "letter" | "command" | "mark" | "text" | "join" | "begin" | "end";
  readonly text: string;
  /** Whether white space stood before it. */
  readonly spaced: boolean;
}
