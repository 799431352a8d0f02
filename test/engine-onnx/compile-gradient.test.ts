import { compiled, type TensorFunction } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { stateOf } from "./backend-state.js";
import { expectClose, onOnnx, someTensor } from "./on-onnx.js";

/** x [N, 4], weights [4, 3], bias [3] and rows taken [M]; gives two tensors [M, 3]. */
const layer: TensorFunction = (x, weights, bias, rows) => {
  const sums = tf.matMul(x as tf.Tensor2D, weights as tf.Tensor2D).add(bias);
  const taken = tf.gather(sums, rows.toInt());
  return [tf.tanh(taken), tf.logSoftmax(taken).mul(0.5)];
};

const floats = (rows: number): tf.Tensor[] => [someTensor([rows, 4]), someTensor([4, 3], 2), someTensor([3], 3)];
const taken = (): tf.Tensor => tf.tensor1d([1, 0, 1], "int32");

/** The gradients of a loss of two outputs that weighs them differently. */
function gradients(run: TensorFunction, rows: number): tf.Tensor[] {
  return tf.tidy(() =>
    tf.grads((...given: tf.Tensor[]) => {
      const [a, b] = run(...given, taken());
      return a.mul(2).sum().add(b.square().sum());
    })(floats(rows)),
  );
}

/** TensorFlow.js keeps what a tape has saved when the gradient throws. */
function clearTape(): void {
  for (const { saved } of tf.engine().state.activeTape ?? []) tf.dispose(saved);
  tf.dispose(tf.tidy(() => tf.grad((x) => x.neg())(tf.scalar(1))));
}

async function expectSame(found: tf.Tensor[], expected: tf.Tensor[]): Promise<void> {
  const numbers = async (tensor: tf.Tensor): Promise<number[]> => Array.from(await tensor.data());
  expect(found.map(({ shape, dtype }) => ({ shape, dtype }))).to.deep.equal(expected.map(({ shape, dtype }) => ({ shape, dtype })));
  for (const [place, tensor] of found.entries()) expectClose(await numbers(tensor), await numbers(expected[place]), 5e-6);
  tf.dispose([found, expected]);
}

describe("gradients of compiled functions on ONNX Runtime", () => {
  const onnx = onOnnx();

  it("of several outputs and for several shapes are those of the function", async () => {
    const fast = compiled(layer);
    for (const rows of [2, 5, 2, 5]) await expectSame(gradients(fast, rows), gradients(layer, rows));
  });

  it("are recorded apart from the function without a tape, whose outputs are the same", async () => {
    const fast = compiled(layer);
    const without = tf.tidy(() => fast(...floats(2), taken()));
    await expectSame(gradients(fast, 2), gradients(layer, 2));
    await expectSame(
      without,
      tf.tidy(() => layer(...floats(2), taken())),
    );
  });

  it("reach variables, and trainings with and without go the same way", async () => {
    const train = async (run: TensorFunction): Promise<number[]> => {
      const weights = tf.tidy(() => tf.variable(someTensor([4, 3], 2)));
      const optimizer = tf.train.adam(0.05);
      const losses: number[] = [];
      for (let step = 0; step < 8; step++) {
        const compute = (): tf.Scalar =>
          run(someTensor([2, 4]), weights, someTensor([3], 3), taken())[1]
            .mean<tf.Scalar>()
            .neg();
        const loss = tf.tidy(() => optimizer.minimize(compute, true, [weights]) as tf.Scalar);
        losses.push((await loss.data())[0]);
        loss.dispose();
      }
      weights.dispose();
      optimizer.dispose();
      return losses;
    };
    const [found, expected] = [await train(compiled(layer)), await train(layer)];
    expectClose(found, expected, 1e-5);
    expect(found[7]).to.be.below(found[0]);
  });

  it("need nothing of the inputs' tensors, which may be gone before the backward pass", async () => {
    const fast = compiled(layer);
    const run = (compute: TensorFunction): tf.Tensor[] =>
      tf.tidy(() =>
        tf.grads((x: tf.Tensor, weights: tf.Tensor) => {
          const scaled = weights.mul(2);
          const rows = taken();
          const [result] = compute(x, scaled, tf.zeros([3]), rows);
          tf.dispose([scaled, rows]);
          return result.sum();
        })(floats(3).slice(0, 2)),
      );
    for (let time = 0; time < 2; time++) await expectSame(run(fast), run(layer));
  });

  it("are zero for inputs that the outputs do not depend on, and absent for whole numbers", async () => {
    const run: TensorFunction = (x, unused, whole) => [x.mul(whole.toFloat())];
    const fast = compiled(run);
    const found = tf.tidy(() =>
      tf.grads((x: tf.Tensor, unused: tf.Tensor) => fast(x, unused, tf.scalar(3, "int32"))[0])([tf.tensor1d([1, 2]), tf.tensor1d([4])]),
    );
    expect(await Promise.all(found.map(async (gradient) => Array.from(await gradient.data())))).to.deep.equal([[3, 3], [0]]);
    tf.dispose(found);
  });

  it("of functions with gradients of their own are those", async () => {
    const halved = tf.customGrad((x) => ({ value: (x as tf.Tensor).mul(2), gradFunc: (dy: tf.Tensor) => [dy.mul(0.5)] }));
    const fast = compiled((x) => [halved(x.square())]);
    const gradient = tf.tidy(() => tf.grad((x) => fast(x)[0])(tf.tensor1d([3])));
    expect([...(await gradient.data())]).to.deep.equal([3]);
    gradient.dispose();
  });

  it("go through compiled functions inside compiled functions", async () => {
    const inner = compiled((x) => [x.square()]);
    const outer = compiled((x) => [inner(x.add(1))[0].mul(x)]);
    const gradient = tf.tidy(() => tf.grad((x) => outer(x)[0])(tf.tensor1d([2])));
    expectClose(await gradient.data(), [9 + 2 * 2 * 3]);
    gradient.dispose();
  });

  it("leave nothing behind", async () => {
    const fast = compiled(layer);
    for (let time = 0; time < 2; time++) await expectSame(gradients(fast, 2), gradients(layer, 2));
    const { values } = stateOf(onnx.backend);
    for (let time = 0; time < 3; time++) await expectSame(gradients(fast, 2), gradients(layer, 2));
    expect(stateOf(onnx.backend).values).to.equal(values);
  });

  it("need outputs of one shape", () => {
    const fast = compiled((x) => [x.neg(), tf.zeros([3])]);
    expect(() => tf.tidy(() => tf.grad((x) => fast(x)[0])(tf.tensor1d([1, 2])))).to.throw(RangeError, "outputs of several shapes has no gradient");
  });

  it("have no gradients themselves, which is refused", () => {
    const fast = compiled((x) => [x.pow(3)]);
    const slope = tf.grad((x) => fast(x)[0].mul(x));
    expect(() => tf.tidy(() => tf.grad(slope)(tf.tensor1d([2])))).to.throw(RangeError, "a compiled function has first derivatives only");
    clearTape();
  });
});
