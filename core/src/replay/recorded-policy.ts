import type { OutputName } from "../contracts/batch.js";
import type { Policy } from "../contracts/policy.js";
import { RecordedLearner } from "./recorded-learner.js";

/** Stands for the policy of a recording: it has recorded outputs and no weights, so that it neither generates nor learns. */
export class RecordedPolicy extends RecordedLearner implements Policy {
  readonly version = 0;
  /** The critic or reward model that stands on it; a component makes one at most. */
  scalar?: RecordedLearner;

  /** `scores` are the outputs of a scalar model, [B,T]. */
  constructor(
    outputs: (name: OutputName) => Float32Array,
    private readonly scores: () => Float32Array,
  ) {
    super(outputs);
  }

  scalarModel(): Promise<RecordedLearner> {
    this.scalar = new RecordedLearner(this.scores);
    return Promise.resolve(this.scalar);
  }

  publish(): Promise<void> {
    return Promise.resolve();
  }

  generate(): never {
    throw new RangeError("a recorded policy generates nothing");
  }
}
