import type { ArrayInLane } from "./lanes/array-in-lane.js";
import type { NumberType, Numbers } from "./element-type.js";

/** From a place on in an array of another thread. */
export interface StretchInLane {
  readonly array: ArrayInLane;
  readonly from: number;
}

/** The numbers of a tensor, had or still to be computed: what TensorFlow.js holds as `dataId`. A value has no shape; whoever reads it says how. */
export class Value {
  /** How many tensors of TensorFlow.js hold it. */
  references = 1;
  /** How many operations that wait read it. */
  readers = 0;
  /** How many reads wait for its numbers, which are computed even if no tensor holds it any more. */
  asked = 0;
  /** Undefined until it is computed. Strings are bytes. */
  numbers: Numbers | undefined;
  /** Whether an operation that computes it waits. */
  waits = false;
  /** Why it has no numbers and will not get any. */
  failure: Error | undefined;
  /** Whether somebody outside may hold `numbers`: their memory is not used again then. */
  escaped = false;
  /** Whether its numbers are part of an array that somebody writes to. */
  given = false;
  /** Where its numbers are to be written, if somebody wants them in memory of their own. */
  destination: Numbers | undefined;
  /** Where its numbers lie, or are to be written, in an array of another thread: it has none here. */
  stretch: StretchInLane | undefined;
  /** Held with it. */
  companions: readonly Value[] = [];

  constructor(
    readonly type: NumberType,
    readonly size: number,
  ) {}
}
