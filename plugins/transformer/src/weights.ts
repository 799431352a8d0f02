import * as tf from "@tensorflow/tfjs";
import type { Architecture } from "./architecture.js";

/** Matrices are [outputs, inputs]. */
export interface LayerWeights {
  readonly attentionNorm: tf.Tensor1D;
  /** The rows of the queries' matrix, then those of the keys'. */
  readonly queryKey: tf.Tensor2D;
  readonly value: tf.Tensor2D;
  readonly output: tf.Tensor2D;
  readonly feedForwardNorm: tf.Tensor1D;
  readonly gate: tf.Tensor2D;
  readonly up: tf.Tensor2D;
  readonly down: tf.Tensor2D;
}

/** Parameters as the model multiplies by them. */
export interface Weights {
  readonly embedding: tf.Tensor2D;
  readonly layers: readonly LayerWeights[];
  readonly finalNorm: tf.Tensor1D;
  /** The scalar model's head, [1, width]; a language model has none. */
  readonly score: tf.Tensor2D | undefined;
}

const TENSORS_OF_A_LAYER = 8;

/** Cuts the flat vector of parameters, ordered as `weightShapes` says, into the tensors that the model multiplies by. */
export function unflatten(flat: tf.Tensor1D, architecture: Architecture): tf.Tensor[] {
  const { vocabulary, layers, width, heads, keyValueHeads, headWidth, feedForward } = architecture;
  const [queries, keys] = [heads * headWidth, keyValueHeads * headWidth];
  const matrices = [[queries + keys, width], [keys, width], [width, queries], [width], [feedForward, width], [feedForward, width], [width, feedForward]];
  const shapes = [[vocabulary, width], ...Array.from({ length: layers }, () => [[width], ...matrices]).flat(), [width]];
  const sizes = shapes.map((shape) => shape.reduce((product, length) => product * length, 1));
  const rest = flat.size - sizes.reduce((sum, size) => sum + size, 0);
  if (rest > 0) {
    shapes.push([rest / width, width]);
    sizes.push(rest);
  }
  return tf.split(flat, sizes).map((part, index) => part.reshape(shapes[index]));
}

/** Names for the tensors that `unflatten` gives. */
export function weightsOf(tensors: readonly tf.Tensor[], { layers }: Architecture): Weights {
  const layerWeights = Array.from({ length: layers }, (_, layer): LayerWeights => {
    const first = 1 + layer * TENSORS_OF_A_LAYER;
    const [attentionNorm, queryKey, value, output, feedForwardNorm, gate, up, down] = tensors.slice(first, first + TENSORS_OF_A_LAYER) as [
      ...[tf.Tensor1D, tf.Tensor2D, tf.Tensor2D, tf.Tensor2D],
      ...[tf.Tensor1D, tf.Tensor2D, tf.Tensor2D, tf.Tensor2D],
    ];
    return { attentionNorm, queryKey, value, output, feedForwardNorm, gate, up, down };
  });
  const [finalNorm, score] = tensors.slice(1 + layers * TENSORS_OF_A_LAYER) as [tf.Tensor1D, tf.Tensor2D | undefined];
  return { embedding: tensors[0] as tf.Tensor2D, layers: layerWeights, finalNorm, score };
}
