import * as tf from "@tensorflow/tfjs";

export type FusedKernel = (inputs: Readonly<Record<string, tf.Tensor>>, attributes?: tf.NamedAttrMap) => tf.Tensor[];

/**
 * A kernel that an engine may have beside those of TensorFlow.js, where one pass over memory does the work of several; undefined where the present
 * backend has none, and plain operations do it. None has a gradient: call it inside `tf.customGrad`. Engines register them under these names:
 *
 * - `RmsNorm`: x [N, width], gain [width]; attribute epsilon. Gives gain · x / r [N, width] and 1 / r [N, 1], with r = sqrt(mean(x²) + epsilon).
 * - `Swish`: x of any shape. Gives x · sigmoid(x).
 * - `RotaryEmbedding`: x [N, heads, w], cosines and sines [N, w], whose second half repeats the first; attribute inverse turns the other way. Gives
 *   x · cosines + (x turned by a right angle) · sines, see Su et al. 2021 (arXiv 2104.09864).
 * - `CachedAttention`: query [N, n, w], ownKey and ownValue [N, 1, w], keys and values [t, N, w], and perhaps mask [N, 1, t], added to the scores. Gives
 *   softmax(query · keysᵀ) · values over the t cached tokens and the own one, [N, n, w]. The axis t may grow, see `compiled`.
 * - `MaskedSoftmax`: scores0 [N, M, t] and mask0 [a, 1, c, t], 0 where a score counts and -1e9 or less where not: all N·M lines of scores in order are a
 *   stretches of lines of c, and the mask repeats along the second axis. Perhaps scores1 and mask1, with another t. Gives one softmax over all t, cut into
 *   blocks again. Shares that do not count are 0; others may be off by e^-60.
 */
export function fusedKernel(name: string): FusedKernel | undefined {
  if ((tf.getKernel(name as tf.KernelConfig["kernelName"], tf.getBackend()) as tf.KernelConfig | undefined) === undefined) return undefined;
  return (inputs, attributes) => [tf.engine().runKernel<tf.Tensor | tf.Tensor[]>(name, { ...inputs }, attributes)].flat();
}
