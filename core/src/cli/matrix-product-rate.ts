import * as tf from "@tensorflow/tfjs";

const SMALLEST = 128;
const LARGEST = 4096;
/** A product that takes as long as this is measured, a smaller one is doubled. */
const LONG_ENOUGH_MS = 100;
const REPEATS = 3;

/** GFLOPS of the engine in use: 2 n³ operations of a product of [n,n] matrices in float32, the fastest of some of the first n that takes long enough. */
export async function matrixProductRate(): Promise<number> {
  for (let size = SMALLEST; ; size *= 2) {
    const milliseconds = await fastest(size);
    if (milliseconds >= LONG_ENOUGH_MS || size === LARGEST) return (2 * size ** 3) / (milliseconds * 1e6);
  }
}

async function fastest(size: number): Promise<number> {
  const [a, b] = [3, 5].map((period) =>
    tf.tensor2d(
      Float32Array.from({ length: size ** 2 }, (_, place) => (place % period) / period - 0.5),
      [size, size],
    ),
  );
  const times: number[] = [];
  // The first one also makes kernels and graphs ready.
  for (let repeat = 0; repeat <= REPEATS; repeat++) {
    const start = performance.now();
    const corner = tf.tidy(() => tf.matMul(a, b).slice([0, 0], [1, 1]));
    await corner.data();
    corner.dispose();
    if (repeat > 0) times.push(performance.now() - start);
  }
  tf.dispose([a, b]);
  return Math.min(...times);
}
