import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { stateOf } from "./backend-state.js";
import { expectClose, onOnnx, someTensor } from "./on-onnx.js";

/** Operations that may wait, see OnnxBackend. */
const MOST_WAITING = 3000;

/** A layer that learns to give zeros, and its weights. */
function model(): { variables: tf.Variable[]; step: () => tf.Scalar; dispose: () => void } {
  const variables = tf.tidy(() => [tf.variable(someTensor([4, 3]).mul(0.2)), tf.variable(someTensor([3], 2).mul(0.2))]);
  const [weights, bias] = variables;
  const optimizer = tf.train.sgd(0.1);
  const loss = (): tf.Scalar =>
    tf
      .matMul(someTensor([8, 4], 3) as tf.Tensor2D, weights as tf.Tensor2D)
      .add(bias)
      .tanh()
      .square()
      .mean();
  return {
    variables,
    step: () => tf.tidy(() => optimizer.minimize(loss, true, variables) as tf.Scalar),
    dispose: () => {
      optimizer.dispose();
      tf.dispose(variables);
    },
  };
}

describe("lazy evaluation on ONNX Runtime", () => {
  const onnx = onOnnx();

  async function computed(tensor: tf.Tensor): Promise<number[]> {
    return Array.from(await tensor.data());
  }

  it("computes nothing before numbers are read, and then all of it in one session", async () => {
    const before = stateOf(onnx.backend);
    const result = tf.tidy(() => tf.tensor1d([1, 2, 3]).mul(2).add(1).reshape([3, 1]).squeeze().square());
    expect(stateOf(onnx.backend)).to.include({ waiting: before.waiting + 3 });
    expect(stateOf(onnx.backend).sessions.length).to.equal(before.sessions.length);
    expect(await computed(result)).to.deep.equal([9, 25, 49]);
    expect(stateOf(onnx.backend)).to.include({ waiting: 0 });
    expect(stateOf(onnx.backend).sessions.length).to.equal(before.sessions.length + 1);
    result.dispose();
  });

  it("a read gives numbers to every tensor that is held, and none to those that are not", async () => {
    const { sessions } = stateOf(onnx.backend);
    const [held, disposed, read] = tf.tidy((): tf.Tensor[] => [tf.scalar(2).exp(), tf.scalar(3).exp(), tf.scalar(4).neg()]);
    const { dataId } = disposed;
    disposed.dispose();
    expect(await computed(read)).to.deep.equal([-4]);
    expect(dataId).to.include({ numbers: undefined });
    expectClose(await computed(held), [Math.exp(2)]);
    expect(stateOf(onnx.backend).sessions.length).to.equal(sessions.length + 1);
    tf.dispose([held, read]);
  });

  it("work of one structure has one session, whatever its numbers", async () => {
    const { sessions } = stateOf(onnx.backend);
    for (const value of [1, 2, 3]) {
      const result = tf.tidy(() => tf.tensor1d([value, -value]).sin().cos().sum());
      expectClose(await computed(result), [Math.cos(Math.sin(value)) + Math.cos(Math.sin(-value))]);
      result.dispose();
    }
    expect(stateOf(onnx.backend).sessions.length).to.equal(sessions.length + 1);
  });

  it("a tensor keeps what it had when it was made, though the variable that it was made of has changed", async () => {
    const variable = tf.tidy(() => tf.variable(tf.tensor1d([1, 2])));
    const [doubled, copy] = tf.tidy((): tf.Tensor[] => [variable.mul(2), variable.clone()]);
    tf.tidy(() => variable.assign(variable.add(10)));
    expect(await computed(variable)).to.deep.equal([11, 12]);
    expect(await computed(doubled)).to.deep.equal([2, 4]);
    expect(await computed(copy)).to.deep.equal([1, 2]);
    tf.dispose([variable, doubled, copy]);
  });

  it("numbers that were read stay as they were, though the tensor is gone and its memory would fit others", async () => {
    const size = 5000;
    const first = tf.tidy(() => tf.fill([size], 1).add(1));
    const numbers = await first.data();
    first.dispose();
    for (const value of [7, 8]) {
      const other = tf.tidy(() => tf.fill([size], value).add(1));
      expect((await computed(other))[0]).to.equal(value + 1);
      other.dispose();
    }
    expect(numbers.every((value) => value === 2)).to.equal(true);
  });

  it("memory of tensors that nobody read is used again", async () => {
    const size = 5000;
    const before = stateOf(onnx.backend).pooled;
    const [unread, read] = tf.tidy((): tf.Tensor[] => [tf.fill([size], 1).add(1), tf.scalar(1).add(1)]);
    await read.data();
    unread.dispose();
    expect(stateOf(onnx.backend).pooled).to.equal(before + 4 * size);
    const again = tf.tidy(() => tf.fill([size], 2).add(1));
    expect((await computed(again))[size - 1]).to.equal(3);
    expect(stateOf(onnx.backend).pooled).to.equal(before);
    tf.dispose([read, again]);
  });

  it("so is that of tensors that were disposed of while something that reads them waited", async () => {
    const size = 6000;
    const before = stateOf(onnx.backend).pooled;
    const [input, other] = tf.tidy((): tf.Tensor[] => [tf.fill([size], 1).add(1), tf.scalar(1).add(1)]);
    await other.data();
    const sum = input.sum();
    input.dispose();
    expect(stateOf(onnx.backend).pooled).to.equal(before);
    expect(await computed(sum)).to.deep.equal([2 * size]);
    expect(stateOf(onnx.backend).pooled).to.equal(before + 4 * size);
    tf.dispose([other, sum]);
  });

  it("variables do not pile up while only the loss of a training is read", async () => {
    const { step, dispose } = model();
    const waiting: number[] = [];
    const losses: number[] = [];
    for (let time = 0; time < 50; time++) {
      const loss = step();
      waiting.push(stateOf(onnx.backend).waiting);
      losses.push((await computed(loss))[0]);
      loss.dispose();
    }
    expect(new Set(waiting.slice(1)).size).to.equal(1);
    expect(stateOf(onnx.backend).waiting).to.equal(0);
    expect(losses[49]).to.be.below(losses[0] / 2);
    dispose();
  });

  it("nor while nothing is read at all: what waits is computed when it is too much", async () => {
    const { variables, step, dispose } = model();
    let most = 0;
    for (let time = 0; time < 400; time++) {
      step().dispose();
      most = Math.max(most, stateOf(onnx.backend).waiting);
    }
    expect(most).to.be.within(MOST_WAITING / 2, MOST_WAITING);
    const found = await Promise.all(variables.map(computed));
    dispose();
    await tf.setBackend("cpu");
    const onCpu = model();
    for (let time = 0; time < 400; time++) onCpu.step().dispose();
    found.forEach((numbers, place) => expectClose(numbers, onCpu.variables[place].dataSync(), 1e-4));
    onCpu.dispose();
    await tf.setBackend("onnx");
  });

  it("tensors of another backend come over when they are used", async () => {
    await tf.setBackend("cpu");
    const [floats, whole] = [tf.tensor1d([1.5, 2.5]), tf.tensor1d([3, 4], "int32")];
    await tf.setBackend("onnx");
    const sum = tf.tidy(() => floats.add(whole));
    expect(await computed(sum)).to.deep.equal([4.5, 6.5]);
    expect(await computed(floats)).to.deep.equal([1.5, 2.5]);
    tf.dispose([floats, whole, sum]);
  });

  it("leaves no value behind", async () => {
    const { values } = stateOf(onnx.backend);
    const { variables, step, dispose } = model();
    for (let time = 0; time < 3; time++) step().dispose();
    await variables[0].data();
    dispose();
    expect(stateOf(onnx.backend).values).to.equal(values);
  });
});
