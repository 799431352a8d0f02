import type { OptimizerOptions, TensorFunction } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { adamw } from "./adamw.js";

/**
 * The function (weights, gradient, first moment, second moment, decays, rates) → (weights, first moment, second moment, norm) of one update. The
 * gradient is clipped to min(1, clip/‖g‖)·g, ‖g‖ = its L2 norm; a clip of 0 leaves it as it is. All are [parameters], but the norm, [].
 */
export function optimizerStep(options: OptimizerOptions): TensorFunction {
  const { gradientClip } = options;
  return (...inputs) => {
    const [weights, gradient, first, second, decays, rates] = inputs as tf.Tensor1D[];
    const norm = gradient.square().sum().sqrt();
    const clipped = gradientClip > 0 ? gradient.mul<tf.Tensor1D>(tf.scalar(gradientClip).div(norm).minimum(1)) : gradient;
    const next = adamw({ weights, gradient: clipped, moments: { first, second }, decays, rates, options });
    return [next.weights, next.moments.first, next.moments.second, norm];
  };
}
