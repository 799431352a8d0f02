import type { Rational } from "./rational.js";

/** Where letters have which values, and how much work is left for one comparison. */
export interface Place {
  readonly point: number;
  readonly bound: ReadonlyMap<string, Rational>;
  readonly work: { left: number };
}
