import { compiled, type TensorFunction } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { stateOf } from "./backend-state.js";
import { expectClose, onOnnx, someTensor } from "./on-onnx.js";

/** A layer: x [N, 4], weights [4, 3], bias [3]. Gives [N, 3], and [N, 3] of another function. */
const layer: TensorFunction = (x, weights, bias) => {
  const sums = tf.matMul(x as tf.Tensor2D, weights as tf.Tensor2D).add(bias);
  return [tf.tanh(sums), tf.logSoftmax(sums)];
};

function counted(run: TensorFunction): { run: TensorFunction; calls: () => number } {
  let calls = 0;
  return {
    run: (...inputs) => {
      calls++;
      return run(...inputs);
    },
    calls: () => calls,
  };
}

async function read(tensors: tf.Tensor[]): Promise<number[][]> {
  const numbers = await Promise.all(tensors.map(async (tensor) => Array.from(await tensor.data())));
  tf.dispose(tensors);
  return numbers;
}

const inputs = (rows: number): tf.Tensor[] => [someTensor([rows, 4]), someTensor([4, 3], 2), someTensor([3], 3)];

describe("compiled functions on ONNX Runtime", () => {
  const onnx = onOnnx();

  async function expectSame(found: tf.Tensor[], expected: tf.Tensor[]): Promise<void> {
    expect(found.map(({ shape, dtype }) => ({ shape, dtype }))).to.deep.equal(expected.map(({ shape, dtype }) => ({ shape, dtype })));
    const [numbers, wanted] = [await read(found), await read(expected)];
    numbers.forEach((values, output) => expectClose(values, wanted[output]));
  }

  it("give what the function gives, and call it once for each set of shapes", async () => {
    const { run, calls } = counted(layer);
    const fast = compiled(run);
    for (const rows of [2, 5, 2, 5, 2]) {
      await expectSame(
        tf.tidy(() => fast(...inputs(rows))),
        tf.tidy(() => layer(...inputs(rows))),
      );
    }
    expect(calls()).to.equal(2);
  });

  it("are recorded for each type of numbers too", async () => {
    const { run, calls } = counted((x) => [x.mul(x)]);
    const fast = compiled(run);
    const squares = tf.tidy(() => [fast(tf.tensor1d([1.5]))[0], fast(tf.tensor1d([3], "int32"))[0], fast(tf.tensor1d([2.5]))[0]]);
    expect(squares.map(({ dtype }) => dtype)).to.deep.equal(["float32", "int32", "float32"]);
    expect(await read(squares)).to.deep.equal([[2.25], [9], [6.25]]);
    expect(calls()).to.equal(2);
  });

  it("record one operation for a call", () => {
    const fast = compiled((...given) => layer(...given).slice(0, 1));
    tf.dispose(tf.tidy(() => fast(...inputs(2))));
    const { waiting } = stateOf(onnx.backend);
    tf.dispose(tf.tidy(() => fast(...inputs(2))));
    expect(stateOf(onnx.backend).waiting).to.equal(waiting + 1);
  });

  it("may give their own inputs, the same output twice, and outputs that are views", async () => {
    const run: TensorFunction = (x) => {
      const doubled = x.mul(2);
      return [x, doubled, doubled, doubled.reshape([2, 1]), x.reshape([1, 2])];
    };
    const fast = compiled(run);
    for (let time = 0; time < 2; time++) {
      await expectSame(
        tf.tidy(() => fast(tf.tensor1d([1, 2]))),
        tf.tidy(() => run(tf.tensor1d([1, 2]))),
      );
    }
  });

  it("keep the constants of their first call, made inside or computed outside before", async () => {
    const outside = tf.tidy(() => tf.tensor1d([1, 2]).mul(5));
    await outside.data();
    const fast = compiled((x) => [x.add(outside).mul(tf.scalar(2)).add(tf.range(0, 2))]);
    tf.dispose(tf.tidy(() => fast(tf.tensor1d([0, 0]))));
    outside.dispose();
    expect(await read(tf.tidy(() => fast(tf.tensor1d([1, 1]))))).to.deep.equal([[12, 23]]);
  });

  it("take inputs that are not computed yet, and results of one another", async () => {
    const fast = compiled((x) => [x.add(1)]);
    const result = tf.tidy(() => fast(fast(fast(tf.scalar(1).mul(2))[0])[0]));
    expect(await read(result)).to.deep.equal([[5]]);
  });

  it("may call compiled functions", async () => {
    const inner = compiled((x) => [x.square()]);
    const outer = compiled((x) => [inner(x.add(1))[0].add(inner(x)[0])]);
    for (const x of [2, 3]) expect(await read(tf.tidy(() => outer(tf.scalar(x))))).to.deep.equal([[(x + 1) ** 2 + x ** 2]]);
  });

  it("leave nothing behind, inside `tidy` and outside", async () => {
    const fast = compiled(layer);
    const given = inputs(3);
    await read(fast(...given));
    const [{ values }, { numTensors }] = [stateOf(onnx.backend), tf.memory()];
    await read(fast(...given));
    tf.dispose(tf.tidy(() => fast(...given)));
    await read(fast(...given));
    expect(stateOf(onnx.backend).values).to.equal(values);
    expect(tf.memory().numTensors).to.equal(numTensors);
    tf.dispose(given);
  });

  it("an error of the function is the caller's, and the next call records again", async () => {
    let broken = true;
    const fast = compiled((x) => {
      if (broken) throw new Error("not today");
      return [x.add(1)];
    });
    expect(() => tf.tidy(() => fast(tf.scalar(1)))).to.throw("not today");
    broken = false;
    expect(await read(tf.tidy(() => fast(tf.scalar(1))))).to.deep.equal([[2]]);
  });

  it("must not read numbers, nor take a tensor from outside that is not computed: both say so, and the backend goes on", async () => {
    const reading = compiled((x) => [x.add(x.dataSync()[0])]);
    expect(() => tf.tidy(() => reading(tf.scalar(1)))).to.throw(RangeError, "a compiled function must not read the numbers of a tensor");
    const outside = tf.tidy(() => tf.scalar(1).add(1));
    const using = compiled((x) => [x.add(outside)]);
    const failed = tf.tidy(() => using(tf.scalar(1)));
    expect(() => failed[0].dataSync()).to.throw(RangeError, "a compiled function uses a tensor from outside that is not computed");
    tf.dispose([outside, ...failed]);
    expect(await read(tf.tidy(() => [tf.scalar(1).add(1)]))).to.deep.equal([[2]]);
  });
});

describe("axes that grow", () => {
  const onnx = onOnnx();

  it("have one session for every length", async () => {
    const { run, calls } = counted((cache, x) => [tf.matMul(x as tf.Tensor2D, cache as tf.Tensor2D, false, true).sum(1), x.add(1)]);
    const fast = compiled(run, { growing: [[0, 0]] });
    const { sessions } = stateOf(onnx.backend);
    for (let length = 1; length <= 9; length++) {
      const given = (): tf.Tensor[] => [someTensor([length, 4]), someTensor([2, 4], 2)];
      const [found, expected] = [await read(tf.tidy(() => fast(...given()))), await read(tf.tidy(() => run(...given())))];
      found.forEach((numbers, output) => expectClose(numbers, expected[output], 1e-5));
    }
    expect(calls()).to.equal(1 + 9);
    expect(stateOf(onnx.backend).sessions.length - sessions.length).to.equal(1 + 9);
  });
});
