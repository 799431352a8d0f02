import type { EvaluationResult } from "../contracts/evaluation.js";
import type { Metrics } from "../contracts/metrics.js";
import type { RandomStream } from "../contracts/random-stream.js";
import type { Group } from "../contracts/rollout.js";
import { majorityAtK } from "../math/majority-at-k.js";
import { passAtK } from "../math/pass-at-k.js";
import { passAtOne } from "../math/pass-at-one.js";
import { sampleEvaluation, type EvaluatedModel, type EvaluationSet } from "./sample-evaluation.js";

export interface Evaluation {
  readonly result: EvaluationResult;
  /** The same and more, with names without an area. */
  readonly metrics: Metrics;
  readonly groups: readonly Group[];
}

/** Samples a set and sums it up: pass@1 as the mean over samples, unbiased pass@k and maj@k for k = samples, length and truncation. */
export async function evaluate(model: EvaluatedModel, set: EvaluationSet, random: RandomStream, signal: AbortSignal): Promise<Evaluation> {
  const groups = await sampleEvaluation(model, set, random, signal);
  const correct = groups.map((group) => group.verdicts?.filter((verdict) => verdict.outcome === "correct").length ?? 0);
  const { pass1, standardError } = passAtOne(correct.map((count) => count / set.samples));
  const rollouts = groups.flatMap((group) => group.rollouts);
  const share = (count: number): number => count / rollouts.length;
  const unsettled = groups.flatMap((group) => group.verdicts ?? []).filter((verdict) => !["correct", "incorrect"].includes(verdict.outcome));
  return {
    groups,
    result: { pass1, standardError, problems: groups.length, samples: set.samples },
    metrics: {
      pass1,
      standardError,
      ...(set.samples > 1 && {
        [`pass${set.samples}`]: mean(correct.map((count) => passAtK(set.samples, count, set.samples))),
        [`majority${set.samples}`]: mean(groups.map(majority)),
      }),
      meanLength: share(rollouts.reduce((sum, rollout) => sum + rollout.action.reduce((tokens, value) => tokens + value, 0), 0)),
      truncated: share(rollouts.filter((rollout) => rollout.stop === "length").length),
      unsettled: share(unsettled.length),
    },
  };
}

/** maj@k of one problem's samples, 0 to 1. */
export function majority(group: Group): number {
  return majorityAtK((group.verdicts ?? []).map((verdict) => ({ answer: verdict.extracted, correct: verdict.outcome === "correct" })));
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}
