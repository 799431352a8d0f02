/** One spec of tfjs-core on one backend. Names are not unique. */
export interface SpecResult {
  /** The names of suites and spec, without the backend's. */
  readonly name: string;
  readonly status: "passed" | "failed" | "pending";
  /** The first line of each failed expectation. */
  readonly messages: readonly string[];
  /** The numbers that the spec handed to each comparison, in order. */
  readonly numbers: readonly (readonly number[])[];
}
