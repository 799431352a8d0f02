import type { OptimizerOptions, TensorFunction } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { adamw } from "./adamw.js";

/** Numbers that a processor's nearest memory holds of all vectors of an update at once. */
const BLOCK = 1 << 16;
/** More would make the record of the function long. */
const MOST_BLOCKS = 128;

/**
 * The function (weights, gradient, first moment, second moment, decays, rates) → (weights, first moment, second moment, norm) of one update. The
 * gradient is clipped to min(1, clip/‖g‖)·g, ‖g‖ = its L2 norm; a clip of 0 leaves it as it is. All are [parameters], but the norm, []. Long vectors
 * are computed block by block, since the intermediate results of a whole one would go through main memory.
 */
export function optimizerStep(options: OptimizerOptions): TensorFunction {
  const { gradientClip } = options;
  return (...inputs) => {
    const rates = inputs[5] as tf.Tensor1D;
    const [weights, gradient, first, second, decays] = inputs.slice(0, 5).map((vector) => blocksOf(vector as tf.Tensor1D));
    const norm = tf.addN(gradient.map((block) => block.square().sum())).sqrt();
    const scale = gradientClip > 0 ? tf.scalar(gradientClip).div(norm).minimum(1) : undefined;
    const next = weights.map((block, place) =>
      adamw({
        weights: block,
        gradient: scale === undefined ? gradient[place] : gradient[place].mul(scale),
        moments: { first: first[place], second: second[place] },
        decays: decays[place],
        rates,
        options,
      }),
    );
    const whole = (blocks: readonly tf.Tensor1D[]): tf.Tensor1D => (blocks.length === 1 ? blocks[0] : tf.concat1d([...blocks]));
    return [
      whole(next.map((block) => block.weights)),
      ...(["first", "second"] as const).map((moment) => whole(next.map(({ moments }) => moments[moment]))),
      norm,
    ];
  };
}

function blocksOf(vector: tf.Tensor1D): readonly tf.Tensor1D[] {
  const count = Math.min(MOST_BLOCKS, Math.ceil(vector.size / BLOCK));
  const ends = Array.from({ length: count }, (_, block) => Math.round(((block + 1) * vector.size) / count));
  return count === 1
    ? [vector]
    : tf.split(
        vector,
        ends.map((end, block) => end - (ends[block - 1] ?? 0)),
      );
}
