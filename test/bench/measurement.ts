import type { Bench } from "./bench.js";
import type { Row } from "./row.js";

export const PARTS = ["train", "sampling", "step", "slopes", "start"] as const;
export type Part = (typeof PARTS)[number];

/** Something to be measured, that gives some lines of the table. */
export interface Measurement {
  readonly part: Part;
  readonly name: string;
  /** About how many seconds it takes, for the time that is left. */
  readonly expectedSeconds: number;
  readonly measure: (bench: Bench) => Promise<readonly Row[]>;
}
