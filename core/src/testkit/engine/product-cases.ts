import * as tf from "@tensorflow/tfjs";
import type { KernelCase, KernelCases, Numbers } from "./kernel-case.js";

/** Products of matrices, [2,3] by [3,4], either of them transposed, alone and in batches. */
export const productCases: KernelCases = Object.fromEntries(
  [1, 2].flatMap((batch) =>
    [false, true].flatMap((transposeA) =>
      [false, true].map((transposeB) => {
        const name = `matMul, ${batch} of ${transposeA ? "transposed " : ""}[2,3] by ${transposeB ? "transposed " : ""}[3,4]`;
        return [name, productCase(batch, transposeA, transposeB)] as const;
      }),
    ),
  ),
);

function productCase(batch: number, transposeA: boolean, transposeB: boolean): KernelCase {
  const shape = (rows: number, columns: number): number[] => (batch === 1 ? [rows, columns] : [batch, rows, columns]);
  return {
    inputs: [{ shape: transposeA ? shape(3, 2) : shape(2, 3) }, { shape: transposeB ? shape(4, 3) : shape(3, 4) }],
    compute: (a, b) => tf.matMul(a, b, transposeA, transposeB),
    reference: (a, b) => {
      const entry = (matrix: Numbers, size: readonly [number, number], [row, column]: readonly [number, number], transposed: boolean): number =>
        matrix[transposed ? column * size[0] + row : row * size[1] + column];
      return Array.from({ length: batch * 8 }, (_, place) => {
        const [own, row, column] = [Math.floor(place / 8), Math.floor((place % 8) / 4), place % 4];
        const [left, right] = [a.slice(own * 6), b.slice(own * 12)];
        return [0, 1, 2].reduce((total, k) => total + entry(left, [2, 3], [row, k], transposeA) * entry(right, [3, 4], [k, column], transposeB), 0);
      });
    },
  };
}
