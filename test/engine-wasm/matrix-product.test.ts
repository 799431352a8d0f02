import { randomStream } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import fc from "fast-check";
import { onWasm } from "./on-wasm.js";

interface Product {
  readonly batchOfA: number;
  readonly batchOfB: number;
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

const size = fc.integer({ min: 1, max: 21 });
const products: fc.Arbitrary<Product> = fc
  .record({
    batch: fc.integer({ min: 1, max: 4 }),
    single: fc.constantFrom("a", "b", "none"),
    rows: size,
    inner: size,
    columns: size,
    transposeA: fc.boolean(),
    transposeB: fc.boolean(),
  })
  .map(({ batch, single, ...rest }) => ({ ...rest, batchOfA: single === "a" ? 1 : batch, batchOfB: single === "b" ? 1 : batch }));

function numbers(name: string, count: number): Float32Array {
  const random = randomStream(1).at(name);
  return Float32Array.from({ length: count }, (_, place) => random.normal(place));
}

function matrices(name: string, [batch, rows, columns]: readonly [number, number, number], transposed: boolean): tf.Tensor3D {
  return tf.tensor3d(numbers(name, batch * rows * columns), transposed ? [batch, columns, rows] : [batch, rows, columns]);
}

/** Sums of products in float64. */
function byHand({ batchOfA, batchOfB, rows, inner, columns, transposeA, transposeB }: Product): number[] {
  const [a, b] = [numbers("a", batchOfA * rows * inner), numbers("b", batchOfB * inner * columns)];
  const at = (matrix: Float32Array, start: number, place: number): number => matrix[start + place];
  return Array.from({ length: Math.max(batchOfA, batchOfB) * rows * columns }, (_, place) => {
    const [batch, row, column] = [Math.floor(place / (rows * columns)), Math.floor(place / columns) % rows, place % columns];
    let sum = 0;
    for (let k = 0; k < inner; k++) {
      const left = at(a, (batch % batchOfA) * rows * inner, transposeA ? k * rows + row : row * inner + k);
      sum += left * at(b, (batch % batchOfB) * inner * columns, transposeB ? column * inner + k : k * columns + column);
    }
    return sum;
  });
}

async function onEngine(product: Product): Promise<Float32Array> {
  const { rows, inner, columns, transposeA, transposeB } = product;
  const result = tf.tidy(() =>
    tf.matMul(
      matrices("a", [product.batchOfA, rows, inner], transposeA),
      matrices("b", [product.batchOfB, inner, columns], transposeB),
      transposeA,
      transposeB,
    ),
  );
  const values = (await result.data()) as Float32Array;
  result.dispose();
  return values;
}

describe("matrix products on WebAssembly", () => {
  onWasm();

  it("are those of plain loops, for any shape, batch and transposes", async () => {
    await fc.assert(
      fc.asyncProperty(products, async (product) => {
        const [expected, values] = [byHand(product), await onEngine(product)];
        expect(values).to.have.length(expected.length);
        values.forEach((value, place) => expect(value).to.be.closeTo(expected[place], 1e-5 * product.inner));
      }),
      { numRuns: 300 },
    );
  });

  it("give each row the same bits whatever the other rows are", async () => {
    await fc.assert(
      fc.asyncProperty(products, fc.nat(), async (product, chosen) => {
        const row = chosen % product.rows;
        const [one, all]: tf.Tensor[] = tf.tidy(() => {
          const [a, b] = [matrices("a", [1, product.rows, product.inner], false), matrices("b", [1, product.inner, product.columns], product.transposeB)];
          const whole = tf.matMul(a, b, false, product.transposeB).slice([0, row, 0], [1, 1, -1]);
          return [tf.matMul(a.slice([0, row, 0], [1, 1, -1]), b, false, product.transposeB), whole];
        });
        expect(await one.data()).to.deep.equal(await all.data());
        tf.dispose([one, all]);
      }),
    );
  });

  it("have gradients that are products too", async () => {
    const [da, db] = tf.tidy(() => {
      const product = (a: tf.Tensor, b: tf.Tensor): tf.Scalar => tf.matMul(a, b, false, true).sum().asScalar();
      return tf.grads(product)([
        tf.tensor2d([[1, 2, 3]]),
        tf.tensor2d([
          [4, 5, 6],
          [7, 8, 9],
        ]),
      ]);
    });
    expect([...(await da.data())]).to.deep.equal([11, 13, 15]);
    expect([...(await db.data())]).to.deep.equal([1, 2, 3, 1, 2, 3]);
    tf.dispose([da, db]);
  });

  it("are 0 without an inner dimension, and empty without rows", async () => {
    const [zeros, empty]: tf.Tensor[] = tf.tidy(() => [tf.matMul(tf.zeros([2, 0]), tf.zeros([0, 3])), tf.matMul(tf.zeros([0, 2]), tf.zeros([2, 3]))]);
    expect([...(await zeros.data())]).to.deep.equal([0, 0, 0, 0, 0, 0]);
    expect(empty.shape).to.deep.equal([0, 3]);
    tf.dispose([zeros, empty]);
  });

  it("propagate numbers that are not finite into their own row and column alone", async () => {
    const result = tf.tidy(() =>
      tf.matMul(
        tf.tensor2d([
          [1, 1],
          [1, 1],
        ]),
        tf.tensor2d([
          [NaN, 1, 2],
          [1, 1, 2],
        ]),
      ),
    );
    expect([...(await result.data())]).to.deep.equal([NaN, 2, 4, NaN, 2, 4]);
    result.dispose();
  });
});
