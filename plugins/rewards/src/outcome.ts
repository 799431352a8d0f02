import { component, options, RewardModel, Type, type Batch, type Static } from "@lode/core";

const outcomeOptions = options({
  scale: Type.Union([Type.Literal("plus-minus"), Type.Literal("zero-one")], {
    default: "plus-minus",
    description: "Reward of a wrong rollout: -1 or 0. A correct one has 1.",
  }),
});

type OutcomeOptions = Static<typeof outcomeOptions>;

/** The verdict as a number: 1 where it is correct, else -1 or 0. Above 0 is correct. */
export const outcome = component(RewardModel, {
  use: "outcome",
  description: "1 for a correct rollout, -1 (or 0) for a wrong one.",
  options: outcomeOptions,
  needs: ["verdicts"],
  explain: ({ scale }: OutcomeOptions) => [`Reward: r = 1 where the verdict is correct, else ${scale === "plus-minus" ? -1 : 0}.`],
  create: { from: ({ scale }: OutcomeOptions): RewardModel => ({ reward: (batch) => Promise.resolve({ rewards: outcomeRewards(batch, scale) }) }) },
});

function outcomeRewards(batch: Batch, scale: OutcomeOptions["scale"]): Float32Array {
  if (batch.verdicts.length !== batch.rows) throw new RangeError(`the batch has ${batch.verdicts.length} verdicts for ${batch.rows} rows`);
  const wrong = scale === "plus-minus" ? -1 : 0;
  return Float32Array.from(batch.verdicts, (verdict) => (verdict.outcome === "correct" ? 1 : wrong));
}
