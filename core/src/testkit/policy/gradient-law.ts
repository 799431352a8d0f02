import type { Snapshot } from "../../contracts/component.js";
import type { Policy } from "../../contracts/policy.js";
import { demand } from "../demand.js";
import type { Laws } from "../laws.js";
import { advantageLoss, advantageLossOf } from "./losses.js";
import { withPolicy } from "./policy-in-use.js";
import type { PolicySubject } from "./policy-subject.js";
import { moved, numberAt, realNumbers } from "./snapshot-numbers.js";
import { outputsOf, stored, STEPS, train, trainingBatch } from "./trained.js";

/** Exact in float32. */
const STEP = 2 ** -7;
const MOST_NUMBERS = 3000;
/** Relative; of central differences of float32 scores. */
const TOLERANCE = 5e-3;

/**
 * The weights are found in the policy's own snapshot: each of its real numbers is moved, the loss is computed from the scores, and the norm of the
 * central differences must be the norm that `step` reports. Numbers that no score depends on (an optimizer's) have no part in it.
 */
export const gradientLaws: Laws<PolicySubject> = {
  "has the gradient of its scores, by central differences in every weight": hasGradientOfScores,
};

async function hasGradientOfScores(subject: PolicySubject): Promise<void> {
  const batch = trainingBatch(subject);
  const loss = advantageLoss(batch, outputsOf(subject));
  await withPolicy(subject, async (policy) => {
    await train(subject, policy, [1]);
    const state = await stored(policy);
    const lossAt = async (changed: Snapshot): Promise<number> => {
      await policy.restore?.(changed);
      return advantageLossOf(batch, await policy.score(batch, loss.wants));
    };
    const expected = await normOfDifferences(state, lossAt);
    await policy.restore?.(state);
    const found = await normOfGradient(policy, async () => policy.accumulate(batch, loss));
    demand(
      Math.abs(found - expected) <= TOLERANCE * Math.max(expected, 0.01),
      `The gradient has the norm ${found}, central differences of the loss have ${expected}`,
      "Differentiate what `score` gives with respect to every weight, once.",
    );
  });
}

async function normOfGradient(policy: Policy, accumulate: () => Promise<unknown>): Promise<number> {
  await accumulate();
  return (await policy.step({ step: 2, of: STEPS })).gradientNorm;
}

async function normOfDifferences(state: Snapshot, lossAt: (changed: Snapshot) => Promise<number>): Promise<number> {
  const before = await lossAt(state);
  let squares = 0;
  let count = 0;
  for (const places of realNumbers(state).values()) {
    // What matters to no score, such as an optimizer's numbers, is found out at once. Unequal steps: equal ones cancel in a softmax.
    const together = places.map((place, index) => [place, STEP * (1 + (index % 7))] as const);
    if ((await lossAt(moved(state, together))) === before) continue;
    count += places.length;
    demand(
      count <= MOST_NUMBERS,
      `The policy has more than ${MOST_NUMBERS} weights, too many to move one by one`,
      "Give this suite the options of a smaller one.",
    );
    for (const place of places) {
      const [above, below] = [moved(state, [[place, STEP]]), moved(state, [[place, -STEP]])];
      const width = numberAt(above, place) - numberAt(below, place);
      squares += (((await lossAt(above)) - (await lossAt(below))) / width) ** 2;
    }
  }
  return Math.sqrt(squares);
}
