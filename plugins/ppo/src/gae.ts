import { advantage, generalisedAdvantages, options, Type, whiten } from "@lode/core";

/** Generalised advantage estimation (`generalisedAdvantages`); the returns are the critic's targets and are never whitened. */
export const gae = advantage({
  use: "gae",
  description: "Generalised advantage estimation from a critic's values.",
  options: options({
    gamma: Type.Number({ minimum: 0, maximum: 1, default: 1, description: "Discount of later rewards." }),
    lambda: Type.Number({ minimum: 0, maximum: 1, default: 1, description: "0 trusts the critic, 1 the rewards." }),
    whiten: Type.Boolean({ default: true, description: "Shift and scale advantages to mean 0 and variance 1 over the batch's action tokens." }),
  }),
  needs: ["rewards", "values"],
  gives: ["returns"],
  explain: ({ gamma, lambda, whiten: whitened }) => [
    `Advantage: A_t = delta_t + ${gamma}·${lambda}·A_(t+1), delta_t = reward_t + ${gamma}·V_(t+1) - V_t; the row's reward stands on its last action token.`,
    whitened ? "Advantage: whitened over all action tokens of the step; returns are not." : "Advantage: not whitened.",
  ],
  estimate: (batch, { gamma, lambda, whiten: whitened }) => {
    const { advantages, returns } = generalisedAdvantages(batch, { gamma, lambda });
    return { advantages: whitened ? whiten(advantages, batch.action) : advantages, returns };
  },
});
