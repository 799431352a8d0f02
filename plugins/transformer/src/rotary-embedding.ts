import * as tf from "@tensorflow/tfjs";

/** Cosines and sines of the positions of a pass, [B or 1, S, 1, head width], and the matrix that turns a head, [head width, head width]. */
export interface Rotation {
  readonly cosines: tf.Tensor4D;
  readonly sines: tf.Tensor4D;
  readonly turn: tf.Tensor2D;
}

/**
 * Rotary position embedding (Su et al. 2021, arXiv 2104.09864) in the arrangement of Hugging Face's Llama: at position p the numbers j and
 * j + w/2 of a head of width w are turned by the angle p · base^(-2j/w). `positions` are those of a pass, [rows, columns].
 *
 * Both are scaled by w^(-1/4): queries and keys are rotated alike, so their products carry attention's 1/sqrt(w) at no cost.
 */
export function rotation(positions: Int32Array, rows: number, headWidth: number, base: number): Rotation {
  const half = headWidth / 2;
  const scale = headWidth ** -0.25;
  const frequencies = Float64Array.from({ length: half }, (_, index) => base ** (-index / half));
  const cosines = new Float32Array(positions.length * headWidth);
  const sines = new Float32Array(positions.length * headWidth);
  positions.forEach((position, place) => {
    for (let index = 0; index < headWidth; index++) {
      const angle = position * frequencies[index % half];
      cosines[place * headWidth + index] = scale * Math.cos(angle);
      sines[place * headWidth + index] = scale * Math.sin(angle);
    }
  });
  const shape: [number, number, number, number] = [rows, positions.length / rows, 1, headWidth];
  return { cosines: tf.tensor4d(cosines, shape), sines: tf.tensor4d(sines, shape), turn: quarterTurn(headWidth) };
}

/** x is [B, S, heads, head width]: x · cos + (x turned by a right angle) · sin. */
export function rotate(x: tf.Tensor4D, { cosines, sines, turn }: Rotation): tf.Tensor4D {
  const turned = x.reshape([-1, x.shape[3]]).matMul(turn).reshape<tf.Tensor4D>(x.shape);
  return x.mul<tf.Tensor4D>(cosines).add(turned.mul(sines));
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
