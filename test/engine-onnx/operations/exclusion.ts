/** Specs that a backend does not meet, and why. In a name, `*` stands for any text. */
export interface Exclusion {
  readonly reason: string;
  readonly tests: readonly string[];
}
