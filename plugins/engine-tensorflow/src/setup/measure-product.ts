import * as tf from "@tensorflow/tfjs";

const TIMES = 8;

/** Speed of the engine in use in GFLOPS: the best of some products [size, size] · [size, size] in float32, each read back. */
export async function measureProduct(size: number): Promise<number> {
  const matrix = tf.fill<tf.Rank.R2>([size, size], 0.5);
  let best = Infinity;
  for (let time = 0; time < TIMES; time++) {
    const start = performance.now();
    const product = tf.matMul(matrix, matrix);
    await product.data();
    best = Math.min(best, performance.now() - start);
    product.dispose();
  }
  matrix.dispose();
  return (2 * size ** 3) / best / 1e6;
}
