import type { NumberType, Numbers } from "./element-type.js";
import type { Operation } from "./operation.js";

/** The numbers of a tensor, had or still to be computed: what TensorFlow.js holds as `dataId`. A value has no shape; whoever reads it says how. */
export class Value {
  /** How many tensors of TensorFlow.js hold it. */
  references = 1;
  /** How many operations that wait read it. */
  readers = 0;
  /** Undefined until it is computed. Strings are bytes. */
  numbers: Numbers | undefined;
  /** Computes it, until it is computed. */
  operation: Operation | undefined;
  /** Why it has no numbers and will not get any. */
  failure: Error | undefined;
  /** Whether somebody outside may hold `numbers`: their memory is not used again then. */
  escaped = false;
  /** Held with it. */
  companions: readonly Value[] = [];

  constructor(
    readonly type: NumberType,
    readonly size: number,
  ) {}
}
