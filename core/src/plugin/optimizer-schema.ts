import { Type, type TProperties, type TUnsafe } from "typebox";
import type { OptimizerOptions } from "../contracts/optimizer-options.js";
import { options, variants } from "./options-schema.js";

function common(learningRate: number): TProperties {
  return {
    learningRate: Type.Number({ exclusiveMinimum: 0, default: learningRate }),
    warmupSteps: Type.Integer({ minimum: 0, default: 0, description: "Steps over which the learning rate rises linearly." }),
    gradientClip: Type.Number({ minimum: 0, default: 1, description: "Largest L2 norm of the whole gradient; 0 does not clip." }),
    weightDecay: Type.Number({ minimum: 0, default: 0.01, description: "Decoupled (AdamW); matrices only." }),
    beta1: Type.Number({ minimum: 0, exclusiveMaximum: 1, default: 0.9 }),
    beta2: Type.Number({ minimum: 0, exclusiveMaximum: 1, default: 0.99 }),
    epsilon: Type.Number({ exclusiveMinimum: 0, default: 1e-8 }),
  };
}

/** The option `optimizer`: AdamW (Loshchilov and Hutter 2019) with warm-up and schedule. May be left out; then it has its defaults. */
export function optimizerOptions(defaults: Pick<OptimizerOptions, "learningRate">): TUnsafe<OptimizerOptions> {
  return Type.Unsafe<OptimizerOptions>({
    ...variants("schedule", [
      options({ schedule: Type.Literal("constant"), ...common(defaults.learningRate) }),
      options({
        schedule: Type.Literal("cosine"),
        finalFraction: Type.Number({ minimum: 0, maximum: 1, default: 0.1, description: "Of the learning rate, at the last step." }),
        ...common(defaults.learningRate),
      }),
    ]),
    default: {},
  });
}
