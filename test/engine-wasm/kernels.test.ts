import { randomStream } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import fc from "fast-check";
import { numbersOn, onWasm } from "./on-wasm.js";

const length = fc.integer({ min: 1, max: 6 });
const shapes = fc.array(length, { minLength: 1, maxLength: 4 });

function randomTensor(shape: readonly number[], name = "x"): tf.Tensor {
  const random = randomStream(2).at(name);
  const count = shape.reduce((product, size) => product * size, 1);
  return tf.tensor(
    Float32Array.from({ length: count }, (_, place) => random.normal(place)),
    [...shape],
  );
}

function indices(count: number, below: number): tf.Tensor1D {
  const random = randomStream(3);
  return tf.tensor1d(
    Int32Array.from({ length: count }, (_, place) => Math.floor(random.uniform(place) * below)),
    "int32",
  );
}

/** tfjs's own engine is slow and right. */
async function expectSame(compute: () => tf.Tensor | tf.Tensor[], tolerance = 0): Promise<void> {
  const [expected, found] = [await numbersOn("cpu", compute), await numbersOn("wasm", compute)];
  expect(found.map((numbers) => numbers.length)).to.deep.equal(expected.map((numbers) => numbers.length));
  found.flat().forEach((value, place) => expect(value).to.be.closeTo(expected.flat()[place], tolerance));
}

describe("mended kernels on WebAssembly", () => {
  onWasm();

  it("gather along any axis, and its gradient, are those of tfjs's own engine", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.nat(), length, async (shape, chosen, count) => {
        const axis = chosen % shape.length;
        await expectSame(() => tf.gather(randomTensor(shape), indices(count, shape[axis]), axis));
        await expectSame(() => tf.gather(randomTensor(shape).mul(100).toInt(), indices(count, shape[axis]), axis));
        await expectSame(() => tf.grad((x) => tf.gather(x, indices(count, shape[axis]), axis).square())(randomTensor(shape)), 1e-5);
      }),
      { numRuns: 25 },
    );
  });

  it("gather with batches too", async () => {
    await expectSame(() =>
      tf.gather(
        randomTensor([2, 3, 4]),
        tf.tensor2d(
          [
            [2, 0],
            [1, 1],
          ],
          [2, 2],
          "int32",
        ),
        1,
        1,
      ),
    );
  });

  it("gather refuses an index that lies outside", () => {
    expect(() => tf.tidy(() => tf.gather(randomTensor([2, 3]), tf.tensor1d([2], "int32")))).to.throw(RangeError, "index 2 lies outside 0 to 1");
    expect(() => tf.tidy(() => tf.gather(randomTensor([2, 3]), tf.tensor1d([-1], "int32")))).to.throw(RangeError, "index -1 lies outside 0 to 1");
  });

  it("split and concat along any axis, and their gradients, are those of tfjs's own engine", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.nat(), fc.array(length, { minLength: 1, maxLength: 4 }), async (shape, chosen, sizes) => {
        const axis = chosen % shape.length;
        const withSize = (size: number): number[] => shape.map((own, place) => (place === axis ? size : own));
        const parts = (): tf.Tensor[] => sizes.map((size, index) => randomTensor(withSize(size), `part ${index}`));
        await expectSame(() => tf.concat(parts(), axis));
        await expectSame(() =>
          tf.concat(
            parts().map((part) => part.mul(100).toInt()),
            axis,
          ),
        );
        await expectSame(() => tf.split(tf.concat(parts(), axis), sizes, axis));
        await expectSame(() => tf.grads((...tensors) => tf.concat(tensors, axis).square())(parts()));
        await expectSame(() => tf.grad((x) => tf.addN(tf.split(x, 2, axis)).square())(randomTensor(withSize(4))));
      }),
      { numRuns: 20 },
    );
  });

  it("oneHot writes numbers of the type that was asked for", async () => {
    for (const type of ["float32", "int32"] as const) {
      await expectSame(() => tf.oneHot(indices(7, 5), 5, 1, 0, type));
      await expectSame(() => tf.oneHot(tf.tensor1d([-1, 0, 5], "int32"), 5, 3, 2, type).mul(2));
    }
  });

  it("a clone shares its numbers and outlives its original, and the original the clone", async () => {
    for (const first of [0, 1]) {
      const original = tf.tensor1d([1, 2, 3]);
      const both = [original, original.clone()];
      both[first].dispose();
      const others = Array.from({ length: 8 }, () => tf.fill([3], 9));
      expect([...(await both[1 - first].data())]).to.deep.equal([1, 2, 3]);
      tf.dispose([both[1 - first], ...others]);
    }
  });

  it("a variable that is assigned keeps away from what it was assigned from", async () => {
    const [initial, next] = [tf.tensor1d([1, 2]), tf.tensor1d([3, 4])];
    const variable = tf.variable(initial);
    variable.assign(next);
    tf.dispose([initial, next]);
    const other = tf.fill([2], 9);
    expect([...(await variable.data())]).to.deep.equal([3, 4]);
    tf.dispose([variable, other]);
  });

  it("booleans are left to the backend", async () => {
    const flags = (): tf.Tensor =>
      tf.tensor2d(
        [
          [1, 0, 1],
          [0, 0, 1],
        ],
        [2, 3],
        "bool",
      );
    await expectSame(() => tf.gather(flags(), tf.tensor1d([1, 0, 1], "int32")));
    await expectSame(() => tf.concat([flags(), flags()], 1));
    await expectSame(() => tf.split(flags(), 3, 1));
    await expectSame(() => flags().clone());
  });
});

/** What losses are made of; `x` and `y` are random, `a` is positive. Only of `x` is the gradient taken: tfjs has none for comparisons. */
type Operation = (inputs: { x: tf.Tensor; y: tf.Tensor; a: tf.Tensor }) => tf.Tensor;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  arithmetic: ({ x, y, a }) => x.add(y).sub(1).mul(y).div(a).neg(),
  broadcast: ({ x, y, a }) => x.mul(y.slice([0, 0], [1, -1])).add(a.slice([0, 0], [-1, 1])),
  powers: ({ x, a }) => x.exp().add(a.log()).add(a.sqrt()).add(a.rsqrt()).add(x.square()).add(a.pow(1.5)),
  squashing: ({ x }) => x.sigmoid().add(x.tanh()).add(x.relu()).add(x.softplus()).add(x.logSigmoid()),
  bounds: ({ x, y }) => x.maximum(y).sub(x.minimum(0.3)).add(x.clipByValue(-0.5, 0.5)).add(x.abs()),
  choice: ({ x, y, a }) => tf.where(y.greater(a), x.mul(2), y.square()).add(tf.where(y.lessEqual(0), y, x)),
  comparisons: ({ x, y, a }) => x.mul(y.greaterEqual(0).logicalAnd(y.less(a)).toFloat()).add(x.mul(y.equal(a).logicalNot().toFloat())),
  sums: ({ x, y }) => x.sum().mul(y).add(x.sum(0, true)).add(y.sum(1, true)),
  means: ({ x, y }) => x.mean().mul(y).add(x.mean(0, true)).add(y.mean(1, true)),
  extremes: ({ x, y }) => x.max(1, true).mul(y).add(x.min(0, true)),
  softmax: ({ x, y }) => tf.softmax(x).mul(y).add(tf.logSoftmax(x)).add(x.logSumExp(1, true)),
  shapes: ({ x, y }) =>
    tf
      .stack([x, y.reverse(1)])
      .transpose([1, 0, 2])
      .reshape([3, -1])
      .pad([
        [1, 0],
        [0, 2],
      ])
      .slice([1, 1], [2, 5])
      .tile([2, 1]),
  running: ({ x, y }) => x.cumsum(1).mul(y),
  differences: ({ x, y }) => tf.squaredDifference(x, y).add(tf.losses.sigmoidCrossEntropy(y.sigmoid(), x)),
};

describe("other operations on WebAssembly", () => {
  onWasm();

  for (const [name, operation] of Object.entries(OPERATIONS)) {
    it(`${name} and their gradients are those of tfjs's own engine`, async () => {
      const inputs = (): tf.Tensor[] => [randomTensor([3, 5], "x"), randomTensor([3, 5], "y"), randomTensor([3, 5], "a").abs().add(0.1)];
      const compute = (x: tf.Tensor, y: tf.Tensor, a: tf.Tensor): tf.Tensor => operation({ x, y, a });
      await expectSame(() => compute(...(inputs() as [tf.Tensor, tf.Tensor, tf.Tensor])), 1e-4);
      await expectSame(() => {
        const [x, y, a] = inputs();
        return tf.grad((changed: tf.Tensor) => compute(changed, y, a).mul(randomTensor([1, 1], "weight")))(x);
      }, 1e-4);
    });
  }
});
