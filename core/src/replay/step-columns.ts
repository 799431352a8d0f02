import type { Batch, OutputName } from "../contracts/batch.js";
import type { Scorer } from "../contracts/learner.js";
import type { RolloutRecord } from "../contracts/tracker.js";
import { completed, isKnown, recordedColumn, type FoundColumn } from "./recorded-rollouts.js";

/** What scores of a step's policies can be had. */
export interface StepScorers {
  /** The policy as it collected the rollouts; null where there is no checkpoint of it. */
  readonly policy: Scorer | null;
  /** The policy as the run started; null where nothing needs it. */
  readonly reference: Scorer | null;
  /** For people: "the checkpoint of step 20". */
  readonly origin: string;
}

/** The policy's outputs at collection, which are those at the update's beginning, and the reference's. */
export interface StepColumns {
  readonly oldLogprobs: FoundColumn;
  readonly refLogprobs: FoundColumn;
  readonly entropy: FoundColumn;
}

/** Completes what a step recorded: from the checkpoint, or else from what the sampler reported; rows that nothing tells stay unknown. */
export async function stepColumns(records: readonly RolloutRecord[], batch: Batch, scorers: StepScorers, entropy: boolean): Promise<StepColumns> {
  const recomputed = `recomputed from ${scorers.origin}`;
  const recordedOld = recordedColumn(records, batch, "old");
  const old = completed(recordedOld, await scored(scorers.policy, batch, "logprobs", recordedOld), recomputed);
  const recordedRef = recordedColumn(records, batch, "ref");
  const unknown: FoundColumn = { values: new Float32Array(batch.rows * batch.length), sources: batch.rollouts.map(() => undefined) };
  return {
    oldLogprobs: completed(old, batch.samplerLogprobs, "as the sampler reported them"),
    refLogprobs: completed(recordedRef, await scored(scorers.reference, batch, "logprobs", recordedRef), "recomputed from the policy at the start"),
    entropy: entropy ? completed(unknown, await scored(scorers.policy, batch, "entropy", unknown), recomputed) : unknown,
  };
}

async function scored(scorer: Scorer | null, batch: Batch, name: OutputName, column: FoundColumn): Promise<Float32Array | undefined> {
  if (scorer === null || isKnown(column)) return undefined;
  return (await scorer.score(batch, [name]))[name];
}
