import type { Loss } from "../contracts/batch.js";
import type { Learner } from "../contracts/learner.js";
import type { Scalar } from "@tensorflow/tfjs";
import { passRateOf } from "../math/best-of-n-distribution.js";
import { accumulateBatch } from "../trainer/accumulate-batch.js";
import { selectRows } from "../trainer/select-rows.js";
import { divergence, givenCorrect } from "./best-of-n-curve.js";
import { completionProbabilities, type CompletionSpace } from "./completion-space.js";

/** A policy that clones a distribution, after some steps. */
export interface CloningPoint {
  readonly step: number;
  /** KL(target, policy), nats. */
  readonly kl: number;
  /** Chance of a correct completion. */
  readonly correct: number;
  /** The largest difference to the initial policy's proportions among correct completions. */
  readonly innerDifference: number;
}

/** What a policy clones. */
export interface CloningTarget {
  /** A distribution q over the completions, [M]. */
  readonly target: Float64Array;
  /** The prompt's weight in the loss: 1/P where it is one of P. */
  readonly share: number;
}

/** Cross-entropy to q, with share·q in the column `advantages`: loss = -share·Σ_y q(y)·log π(y). */
const CROSS_ENTROPY: Loss = {
  wants: ["logprobs"],
  needs: ["advantages"],
  compute: ({ logprobs }, { advantages, action }) => ({ loss: logprobs.mul(advantages).mul(action).sum<Scalar>().neg(), metrics: {} }),
};

/** Lets the policy clone a distribution by its exact gradient, and looks at it before the first step and after each of `looks` (ascending). */
export async function clone(
  policy: Learner,
  space: CompletionSpace,
  { target, share }: CloningTarget,
  looks: readonly number[],
): Promise<readonly CloningPoint[]> {
  const { batch, correct } = space;
  const initial = givenCorrect(await completionProbabilities(space, policy), correct);
  const advantages = Float32Array.from(batch.tokens, (_, place) => share * target[Math.floor(place / batch.length)]);
  const rows = [...target.keys()].filter((row) => target[row] > 0);
  const cloned = selectRows({ ...batch, advantages }, rows);
  const of = looks.at(-1) ?? 0;
  const points: CloningPoint[] = [];
  for (let step = 0; step <= of; step++) {
    if (step > 0) {
      await accumulateBatch(policy, cloned, CROSS_ENTROPY);
      await policy.step({ step, of });
    }
    if (step > 0 && !looks.includes(step)) continue;
    const present = await completionProbabilities(space, policy);
    const inner = givenCorrect(present, correct);
    const innerDifference = inner.reduce((largest, value, y) => Math.max(largest, Math.abs(value - initial[y])), 0);
    points.push({ step, kl: divergence(target, present), correct: passRateOf(present, correct), innerDifference });
  }
  return points;
}
