import { aggregationInWords, component, ValueModel, type Static } from "@lode/core";
import { CriticModel, criticOptions } from "./critic-model.js";

/** The component of `CriticModel`. */
export const critic = component(ValueModel, {
  use: "critic",
  description: "A critic of the policy's architecture, trained by PPO's clipped value loss.",
  options: criticOptions,
  needs: ["policy.scalar-model", "returns", "values"],
  metrics: {
    "value-model/loss": { unit: "1", reduction: "mean", meaning: "half the aggregated, clipped squared error of the values against the returns" },
    "value-model/clipFraction": { unit: "fraction", reduction: "mean", meaning: "share of action tokens whose value loss clipping made larger" },
    "value-model/explainedVariance": {
      unit: "1",
      reduction: "mean",
      meaning: "1 - Var(returns - values at collection) / Var(returns); 1 is perfect, 0 knows nothing",
    },
    "value-model/gradientNorm": { unit: "1", reduction: "mean", meaning: "L2 norm of the critic's gradient before clipping" },
    "value-model/learningRate": { unit: "1", reduction: "mean", meaning: "the critic's learning rate at this step" },
  },
  explain: (options: Static<typeof criticOptions>) => [
    `Critic: loss = 1/2·agg(max((V - R)², (clip(V, old - ${options.clip}, old + ${options.clip}) - R)²)), learning rate ${options.optimizer.learningRate}.`,
    `Critic: ${aggregationInWords(options)}.`,
  ],
  create: CriticModel,
});
