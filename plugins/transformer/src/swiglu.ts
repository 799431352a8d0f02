import { fusedKernel } from "@lode/core";
import * as tf from "@tensorflow/tfjs";

/**
 * SwiGLU (Shazeer 2020, arXiv 2002.05202) without its matrices, with its gradient written out:
 *
 *     s = sigmoid(gate),  y = gate · s · up
 *     dgate = dy · up · (s + gate·s·(1 - s)) = dy · (s · (up - y) + y),  dup = dy · gate · s
 */
export function swiglu(gate: tf.Tensor2D, up: tf.Tensor2D): tf.Tensor2D {
  return differentiableSwiglu(gate, up) as tf.Tensor2D;
}

const differentiableSwiglu = tf.customGrad((...inputs) => {
  const [gate, up, save] = inputs as unknown as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc];
  const fused = fusedKernel("Swish");
  const swish = fused === undefined ? gate.mul(gate.sigmoid()) : fused({ x: gate })[0];
  const value = swish.mul<tf.Tensor2D>(up);
  save([gate, up, swish, value]);
  return { value, gradFunc: swigluGradient };
});

function swigluGradient(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] {
  const [gate, up, swish, y] = saved;
  return [dy.mul(gate.sigmoid().mul(up.sub(y)).add(y)), dy.mul(swish)];
}
