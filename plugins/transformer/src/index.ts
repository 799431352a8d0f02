import { Policy, component, definePlugin } from "@lode/core";
import { transformerOptions, type TransformerOptions } from "./transformer-options.js";
import { TransformerPolicy } from "./transformer-policy.js";

export { adamw, adamwRates, type Moments } from "./adamw.js";
export { chooseToken, type TokenChoice } from "./choose-token.js";
export { TransformerPolicy } from "./transformer-policy.js";
export { transformerOptions, type TransformerOptions } from "./transformer-options.js";

export default definePlugin({
  name: "@lode/transformer",
  core: "^0.1.0",
  components: [
    component(Policy, {
      use: "transformer",
      description: "A small decoder-only transformer that trains and samples in this process.",
      options: transformerOptions,
      gives: ["policy.logprobs", "policy.entropy", "policy.scalar-model"],
      metrics: {
        "policy/gradientNorm": { unit: "1", reduction: "mean", meaning: "L2 norm of the gradient over all parameters, before clipping." },
        "policy/learningRate": { unit: "1", reduction: "last", meaning: "Learning rate of AdamW in this update, after warm-up and schedule." },
      },
      explain: ({ layers, width, heads, keyValueHeads = heads, feedForward, ropeBase }: TransformerOptions) => [
        `Policy: log p = log softmax(E·h / temperature), h from a causal transformer of ${layers} layers of width ${width}: ` +
          `${heads} heads over ${keyValueHeads} of keys and values, feed-forward ${feedForward}, rotary base ${ropeBase}.`,
      ],
      create: TransformerPolicy,
    }),
  ],
});
