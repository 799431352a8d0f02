import { componentOption, options, optimizerOptions, RewardModel, Type, variants } from "@lode/core";

const shared = {
  reward: componentOption(RewardModel, { default: { use: "outcome" }, description: "The reward of whole rows, whose sign is the label." }),
  optimizer: optimizerOptions({ learningRate: 3e-4 }),
};

/** Options of `TokenRewardModel`. */
export const tokenRewardOptions = variants("rescale", [
  options({
    rescale: Type.Literal("threshold"),
    threshold: Type.Number({
      minimum: 0,
      exclusiveMaximum: 1,
      default: 0.5,
      description: "Confidence below which a token weighs 0; 0 weighs by the confidence itself.",
    }),
    incorrectThreshold: Type.Optional(Type.Number({ minimum: 0, exclusiveMaximum: 1, description: "The same on wrong rows; absent: threshold." })),
    ...shared,
  }),
  options({
    rescale: Type.Literal("top-k"),
    ratio: Type.Number({ exclusiveMinimum: 0, maximum: 1, default: 0.25, description: "Share of a row's tokens that weigh anything, at least one." }),
    incorrectRatio: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1, description: "The same on wrong rows; absent: ratio." })),
    ...shared,
  }),
]);
