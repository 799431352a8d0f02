import { fusedKernel } from "@lode/core";
import * as tf from "@tensorflow/tfjs";

/**
 * SwiGLU (Shazeer 2020, arXiv 2002.05202) without its matrices, with its gradient written out:
 *
 *     s = sigmoid(gate),  y = gate · s · up
 *     dgate = dy · up · (s + gate·s·(1 - s)),  dup = dy · gate · s
 */
export function swiglu(gate: tf.Tensor2D, up: tf.Tensor2D): tf.Tensor2D {
  return differentiableSwiglu(gate, up) as tf.Tensor2D;
}

const differentiableSwiglu = tf.customGrad((...inputs) => {
  const [gate, up, save] = inputs as unknown as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc];
  const fused = fusedKernel("Swish");
  const swish = fused === undefined ? gate.mul(gate.sigmoid()) : fused({ x: gate })[0];
  save([gate, up, swish]);
  return { value: swish.mul(up), gradFunc: swigluGradient };
});

function swigluGradient(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] {
  const [gate, up, swish] = saved;
  const sigmoid = gate.sigmoid();
  const slope = swish.add(sigmoid.sub(swish.mul(sigmoid)));
  return [dy.mul(up).mul(slope), dy.mul(swish)];
}
