import type { Batch } from "../../contracts/batch.js";
import type { RewardModel } from "../../contracts/reward-model.js";
import { morePadding, otherOrder } from "../arrangements.js";
import type { ComponentSubject } from "../component-subject.js";
import { demand } from "../demand.js";
import { differingNumber, largestOf } from "../differing-number.js";
import type { Laws } from "../laws.js";
import { moved, rearranged, sources, type Arrangement } from "../rearranged.js";
import { withNew } from "../with-new.js";
import { withNoise } from "../with-noise.js";
import { ask, judgedBatch, type Answers } from "./reward-step.js";

type Subject = ComponentSubject<RewardModel>;

/** What rewards and weights do not depend on. */
export const invarianceLaws: Laws<Subject> = {
  "does not depend on padding": (subject) =>
    isUnmoved(subject, morePadding, "the batch has more padding", "Read tokens up to `lengths`, and action tokens alone."),
  "does not depend on the order of rows": (subject) => isUnmoved(subject, otherOrder, "the rows come in another order", "Judge every row by itself."),
  "does not depend on what stands where action is 0": ignoresNoise,
};

async function isUnmoved(subject: Subject, arrange: (batch: Batch) => Arrangement, when: string, remedy: string): Promise<void> {
  const batch = judgedBatch(1);
  const arrangement = arrange(batch);
  const places = sources(batch, arrangement);
  const { rewards, tokenRewards, weights, ...rest } = await answersTo(subject, batch);
  const expected = {
    ...rest,
    rewards: Float32Array.from(arrangement.rows, (row) => rewards[row]),
    tokenRewards: tokenRewards && moved(tokenRewards, places),
    weights: weights && moved(weights, places),
  };
  const after = rearranged(batch, arrangement);
  const wrong = disagreement(await answersTo(subject, after), expected, after.action);
  demand(wrong === undefined, `When ${when}, ${wrong}`, remedy);
}

async function ignoresNoise(subject: Subject): Promise<void> {
  const batch = judgedBatch(1);
  const noisy = withNoise(batch);
  const wrong = disagreement(await answersTo(subject, noisy), await answersTo(subject, batch), batch.action);
  demand(wrong === undefined, `When other numbers stand where action is 0, ${wrong}`, "Skip the places where `action` is 0 in every column.");
}

function answersTo(subject: Subject, batch: Batch): Promise<Answers> {
  return withNew(subject, (model) => ask(model, batch));
}

function disagreement(found: Answers, expected: Answers, action: Uint8Array): string | undefined {
  const taken = (numbers: Float32Array | undefined): Float32Array => (numbers ?? new Float32Array()).filter((_, place) => action[place] === 1);
  const pairs: (readonly [string, Float32Array, Float32Array])[] = [
    ["the reward", found.rewards, expected.rewards],
    ["the token reward", taken(found.tokenRewards), taken(expected.tokenRewards)],
    ["the weight", taken(found.weights), taken(expected.weights)],
  ];
  for (const [what, numbers, others] of pairs) {
    const differing = differingNumber(what, numbers, others, 1e-5 * largestOf(others));
    if (differing !== undefined) return differing;
  }
  return undefined;
}
