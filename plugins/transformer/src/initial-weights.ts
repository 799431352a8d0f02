import type { RandomStream } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import type { Architecture } from "./architecture.js";
import { weightShapes, type Weights } from "./weights.js";

/**
 * Weights to start from. Norms are 1; a matrix with n inputs is drawn from N(0, 1/(4n)), so that every block begins small beside the residual
 * stream; the two that write to the stream are divided by sqrt(2·layers) besides (Radford et al. 2019). Numbers are keyed by name and place.
 */
export function initialWeights(architecture: Architecture, random: RandomStream): Weights {
  const residual = 1 / Math.sqrt(2 * architecture.layers);
  const entries = Object.entries(weightShapes(architecture)).map(([name, shape]) => {
    if (shape.length === 1) return [name, tf.ones([...shape])];
    const writesToStream = name.endsWith("o_proj.weight") || name.endsWith("down_proj.weight");
    return [name, randomMatrix(shape, (writesToStream ? residual : 1) / (2 * Math.sqrt(shape[1])), random.at(name))];
  });
  return Object.fromEntries(entries) as Weights;
}

/** Normal numbers of a standard deviation, one for each place of the shape. */
export function randomMatrix(shape: readonly number[], deviation: number, random: RandomStream): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, place) => deviation * random.normal(place)),
    [...shape],
    "float32",
  );
}
