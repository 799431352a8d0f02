import { fusedKernel } from "@lode/core";
import * as tf from "@tensorflow/tfjs";

/** Cosines and sines of N tokens at their positions, [N, head width]. */
export interface Rotation {
  readonly cosines: tf.Tensor2D;
  readonly sines: tf.Tensor2D;
}

/** Cosines and sines of the positions from 0, [columns, head width], as plain arrays. */
export interface RotationTable {
  readonly cosines: Float32Array;
  readonly sines: Float32Array;
}

/**
 * Rotary position embedding (Su et al. 2021, arXiv 2104.09864) in the arrangement of Hugging Face's Llama: at position p the numbers j and
 * j + w/2 of a head of width w are turned by the angle p · base^(-2j/w).
 *
 * Both are scaled by w^(-1/4): queries and keys are rotated alike, so their products carry attention's 1/sqrt(w) at no cost.
 */
export function rotationTable(columns: number, headWidth: number, base: number): RotationTable {
  const half = headWidth / 2;
  const scale = headWidth ** -0.25;
  const cosines = new Float32Array(columns * headWidth);
  const sines = new Float32Array(columns * headWidth);
  for (let index = 0; index < half; index++) {
    const frequency = base ** (-index / half);
    for (let position = 0; position < columns; position++) {
      const place = position * headWidth + index;
      cosines[place] = cosines[place + half] = scale * Math.cos(position * frequency);
      sines[place] = sines[place + half] = scale * Math.sin(position * frequency);
    }
  }
  return { cosines, sines };
}

/** The rotation of tokens at `positions`, [N], all of them below `columns`. */
export function rotationAt(positions: tf.Tensor1D, columns: number, headWidth: number, base: number): Rotation {
  const { cosines, sines } = rotationTable(columns, headWidth, base);
  const at = (table: Float32Array): tf.Tensor2D => tf.gather(tf.tensor2d(table, [columns, headWidth]), positions);
  return { cosines: at(cosines), sines: at(sines) };
}

/** x is [N, heads, head width]: x · cos + (x turned by a right angle) · sin; its gradient is turned back the same way. */
export function rotate(x: tf.Tensor3D, { cosines, sines }: Rotation): tf.Tensor3D {
  const differentiable = tf.customGrad((...inputs) => {
    const [states, save] = inputs as unknown as [tf.Tensor3D, tf.GradSaveFunc];
    save([cosines, sines]);
    return { value: turned(states, { cosines, sines }, false), gradFunc: turnedBack };
  });
  return differentiable(x) as tf.Tensor3D;
}

function turnedBack(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor3D {
  const [cosines, sines] = saved as tf.Tensor2D[];
  return turned(dy as tf.Tensor3D, { cosines, sines }, true);
}

function turned(x: tf.Tensor3D, { cosines, sines }: Rotation, inverse: boolean): tf.Tensor3D {
  const fused = fusedKernel("RotaryEmbedding");
  if (fused !== undefined) return fused({ x, cosines, sines }, { inverse })[0] as tf.Tensor3D;
  const [tokens, , width] = x.shape;
  const quarter = tf.matMul(x.reshape<tf.Tensor2D>([-1, width]), quarterTurn(width), false, inverse).reshape<tf.Tensor3D>(x.shape);
  const ofAllHeads = (table: tf.Tensor2D): tf.Tensor3D => table.reshape([tokens, 1, width]);
  return x.mul<tf.Tensor3D>(ofAllHeads(cosines)).add(quarter.mul(ofAllHeads(sines)));
}

/** (a, b) → (-b, a) for the two halves of a row. */
function quarterTurn(width: number): tf.Tensor2D {
  const half = width / 2;
  const matrix = new Float32Array(width * width);
  for (let index = 0; index < half; index++) {
    matrix[(index + half) * width + index] = -1;
    matrix[index * width + index + half] = 1;
  }
  return tf.tensor2d(matrix, [width, width]);
}
