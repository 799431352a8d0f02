import { Policy, component, definePlugin } from "@lode/core";
import { TabularPolicy, tabularOptions } from "./tabular-policy.js";

export { type WeightedCompletion } from "./enumerate-completions.js";
export { logitGradient } from "./logit-gradient.js";
export { TabularPolicy, tabularOptions } from "./tabular-policy.js";
export { entropy, tokenDistribution } from "./token-distribution.js";
export { truncateDistribution } from "./truncate-distribution.js";

export default definePlugin({
  name: "@lode/tabular",
  core: "^0.1.0",
  components: [
    component(Policy, {
      use: "tabular",
      description: "A table of next-token logits for every prompt and prefix: exact and enumerable, for theory and tests",
      options: tabularOptions,
      gives: ["policy.logprobs", "policy.entropy"],
      metrics: {
        "policy/gradientNorm": { unit: "1", reduction: "mean", meaning: "L2 norm of the gradient with respect to all logits." },
        "policy/learningRate": { unit: "1", reduction: "last", meaning: "Step length of the gradient descent; it does not change." },
      },
      create: TabularPolicy,
    }),
  ],
});
