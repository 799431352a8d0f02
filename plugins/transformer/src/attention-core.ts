import { fusedKernel } from "@lode/core";
import * as tf from "@tensorflow/tfjs";

/** A block of t tokens that queries look at. */
export interface SeenBlock {
  /** [Nb, t, w], Nb a divisor of N: each serves N/Nb neighbouring matrices of queries. */
  readonly keys: tf.Tensor3D;
  readonly values: tf.Tensor3D;
  /** Added to the scores, [a, 1, c, t]: all N·M scores in order are a stretches of lines of c; numbers repeat along the second axis. */
  readonly mask: tf.Tensor4D;
}

/**
 * softmax over all blocks b of (Q·Kᵀ + mask), times V, with its gradient written out:
 *
 *     P = softmax([Q·K_bᵀ + mask_b]),  O = Σ_b P_b·V_b
 *     D = rowsum(dO∘O),  dS_b = P_b∘(dO·V_bᵀ - D)
 *     dV_b = P_bᵀ·dO,  dQ = Σ_b dS_b·K_b,  dK_b = dS_bᵀ·Q
 *
 * Q is [N, M, w], and so is the result. The scale of the scores is in Q and K already.
 */
export function attentionCore(queries: tf.Tensor3D, blocks: readonly SeenBlock[]): tf.Tensor3D {
  const masks = blocks.map(({ mask }) => mask);
  const attend = tf.customGrad((...inputs) => {
    const save = inputs.pop() as unknown as tf.GradSaveFunc;
    const [q, ...keysAndValues] = inputs as tf.Tensor3D[];
    const [keys, values] = [keysAndValues.slice(0, blocks.length), keysAndValues.slice(blocks.length)];
    const shares = sharesOf(
      keys.map((key) => product(q, key, true)),
      masks,
    );
    const mixed = shares.map((share, block) => product(share, values[block], false)).reduce((sum, part) => sum.add(part));
    save([q, mixed, ...shares, ...keys, ...values]);
    return { value: mixed, gradFunc: attentionGradient };
  });
  return attend(queries, ...blocks.map(({ keys }) => keys), ...blocks.map(({ values }) => values)) as tf.Tensor3D;
}

/** One softmax over the masked scores of all blocks, cut into blocks again. */
function sharesOf(scores: readonly tf.Tensor3D[], masks: readonly tf.Tensor4D[]): tf.Tensor3D[] {
  const fused = fusedKernel("MaskedSoftmax");
  const byBlock = (name: string, tensors: readonly tf.Tensor[]): [string, tf.Tensor][] => tensors.map((tensor, block) => [`${name}${block}`, tensor]);
  if (fused !== undefined) return fused(Object.fromEntries([...byBlock("scores", scores), ...byBlock("mask", masks)])) as tf.Tensor3D[];
  const seen = scores.map((block, place) => masked(block, masks[place]));
  if (seen.length === 1) return [tf.softmax(seen[0])];
  return tf.split(
    tf.softmax(tf.concat3d(seen, 2)),
    seen.map(({ shape }) => shape[2]),
    2,
  ) as tf.Tensor3D[];
}

function attentionGradient(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] {
  const [queries, mixed, ...blocks] = saved as tf.Tensor3D[];
  const count = blocks.length / 3;
  const [shares, keys, values] = [0, 1, 2].map((part) => blocks.slice(part * count, (part + 1) * count));
  const dMixed = dy as tf.Tensor3D;
  const along = dMixed.mul(mixed).sum(2, true);
  const dScores = shares.map((share, block) => share.mul<tf.Tensor3D>(product(dMixed, values[block], true).sub(along)));
  return [
    dScores.map((dScore, block) => product(dScore, keys[block], false)).reduce((sum, part) => sum.add(part)),
    ...dScores.map((dScore, block) => summed(dScore, queries, keys[block])),
    ...shares.map((share, block) => summed(share, dMixed, values[block])),
  ];
}

/** a · b (or bᵀ): [N, M, ·] by [Nb, ·, ·], where each matrix of b serves N/Nb of a. */
function product(a: tf.Tensor3D, b: tf.Tensor3D, transposed: boolean): tf.Tensor3D {
  const [matrices, lines, columns] = a.shape;
  const together = a.reshape<tf.Tensor3D>([b.shape[0], -1, columns]);
  return tf.matMul(together, b, false, transposed).reshape([matrices, lines, b.shape[transposed ? 1 : 2]]);
}

/** The gradient of `product` with respect to b, of b's shape: aᵀ · dy. */
function summed(a: tf.Tensor3D, dy: tf.Tensor3D, { shape: [matrices] }: tf.Tensor3D): tf.Tensor3D {
  const together = (lines: tf.Tensor3D): tf.Tensor3D => lines.reshape([matrices, -1, lines.shape[2]]);
  return tf.matMul(together(a), together(dy), true);
}

function masked(scores: tf.Tensor3D, mask: tf.Tensor4D): tf.Tensor3D {
  const [stretches, , lines, seen] = mask.shape;
  return scores.reshape([stretches, -1, lines, seen]).add(mask).reshape(scores.shape);
}
