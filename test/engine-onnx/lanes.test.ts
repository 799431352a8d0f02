import { compiled, laneArray, lanes, readInto, type TensorFunction } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { stateOf } from "./backend-state.js";
import { onOnnx, someTensor, type OnnxBackend } from "./on-onnx.js";

const WIDTH = 160;

/** x [N, width] by weights [width, width], through an activation: large enough that lanes keep the weights. */
const layer: TensorFunction = (x, weights) => [tf.tanh(tf.matMul(x as tf.Tensor2D, weights as tf.Tensor2D))];

const doubled: TensorFunction = compiled((x) => [x.mul(2)]);

interface Turn {
  readonly losses: readonly Float32Array[];
  readonly gradient: Float32Array;
}

/** Gradients of `count` micro-batches, added up, all recorded before the first number is there: as the trainer does it. */
async function turn(run: TensorFunction, weights: tf.Tensor2D, count: number): Promise<Turn> {
  let sum: tf.Tensor2D | undefined;
  const losses = Array.from({ length: count }, async (_, part) => {
    const [loss, gradient] = tf.tidy(() => {
      let value: tf.Tensor | undefined;
      const differentiate = tf.grad((given) => {
        const [output] = run(someTensor([8 + part, WIDTH], part), given);
        value = tf.keep(output.square().sum());
        return value as tf.Scalar;
      });
      const added = differentiate(weights) as tf.Tensor2D;
      return [value as tf.Tensor, sum === undefined ? added : sum.add<tf.Tensor2D>(added)] as const;
    });
    sum?.dispose();
    sum = gradient;
    const numbers = (await loss.data<"float32">()).slice();
    loss.dispose();
    return numbers;
  });
  const found = await Promise.all(losses);
  const gradient = (await (sum as unknown as tf.Tensor2D).data<"float32">()).slice();
  (sum as unknown as tf.Tensor2D).dispose();
  return { losses: found, gradient };
}

/** What lanes hold of values, and how many lanes have started. */
function held(backend: OnnxBackend): { lanes: number; values: number } {
  const all: readonly { readonly values: ReadonlySet<unknown> }[] = backend["besides"]["lanes"];
  return { lanes: all.length, values: all.reduce((sum, holdings) => sum + holdings.values.size, 0) };
}

describe("lanes of ONNX Runtime", () => {
  let alone: Turn;

  describe("with one thread", () => {
    const onnx = onOnnx();

    it("there is one: parts are computed one after another, none in another thread", async () => {
      expect(lanes()).to.equal(1);
      const weights = tf.tidy(() => someTensor([WIDTH, WIDTH], 9).mul<tf.Tensor2D>(0.05));
      alone = await turn(compiled(layer), weights, 5);
      expect(held(onnx.backend).lanes).to.equal(0);
      weights.dispose();
    });
  });

  describe("with three threads", () => {
    const onnx = onOnnx({ threads: 3 });

    it("compute parts that do not need one another, to the same bytes as one thread", async () => {
      expect(lanes()).to.equal(3);
      const weights = tf.tidy(() => someTensor([WIDTH, WIDTH], 9).mul<tf.Tensor2D>(0.05));
      expect(await turn(compiled(layer), weights, 5)).to.deep.equal(alone);
      expect(held(onnx.backend).lanes).to.equal(2);
      weights.dispose();
    });

    it("hold what several parts read, and let it go when no tensor holds it", async () => {
      const run = compiled(layer);
      let weights = tf.tidy(() => someTensor([WIDTH, WIDTH], 9).mul<tf.Tensor2D>(0.05));
      const { values } = stateOf(onnx.backend);
      for (let step = 0; step < 20; step++) {
        const { gradient } = await turn(run, weights, 3);
        const next = tf.tidy(() => weights.sub<tf.Tensor2D>(tf.tensor2d(gradient, [WIDTH, WIDTH]).mul(0.001)));
        weights.dispose();
        weights = next;
        expect(held(onnx.backend).values).to.be.at.most(4);
      }
      await weights.data();
      expect(stateOf(onnx.backend)).to.include({ values, waiting: 0 });
      weights.dispose();
    });

    it("have what an array of the caller's had when a tensor was made of it", async () => {
      const run = compiled(layer);
      const numbers = new Float32Array(WIDTH * WIDTH).fill(0.01);
      const weights = tf.tensor2d(numbers, [WIDTH, WIDTH]);
      const before = await turn(run, weights, 3);
      numbers.fill(0);
      const after = await turn(run, weights, 3);
      expect(before.losses.every(([loss]) => loss > 0)).to.equal(true);
      expect(after).to.deep.equal(before);
      weights.dispose();
    });

    it("are not used where too much would have to be sent", async () => {
      const sum = compiled((x) => [x.sum()]);
      const sums = async (size: number): Promise<number[]> => {
        const tensors = [1, 2].map((value) => tf.tidy(() => sum(tf.tensor1d(new Float32Array(size).fill(value)))[0]));
        const found = await Promise.all(tensors.map(async (tensor) => (await tensor.data())[0]));
        tf.dispose(tensors);
        return found;
      };
      let runs = 0;
      const besides = onnx.backend["besides"] as { run: (works: readonly unknown[], meanwhile: () => void) => void };
      const { run } = besides;
      besides.run = (works, meanwhile) => {
        if (works.length > 0) runs++;
        run.call(besides, works, meanwhile);
      };
      expect(await sums(1000)).to.deep.equal([1000, 2000]);
      expect(runs).to.equal(1);
      expect(await sums(5_000_000)).to.deep.equal([5_000_000, 10_000_000]);
      expect(runs).to.equal(1);
      besides.run = run;
    });

    it("compute where an array lies: it grows there, in memory of this thread and of others alike", async () => {
      const [slots, width] = [6, 4];
      const add = compiled((written, next) => [written.sum(0, true).add(next)], { growing: [[0, 0]] });
      const grow = async (lane: number): Promise<number[]> => {
        const array = laneArray(lane, slots * width);
        array.write(0, 2 * width, (target) => target.fill(1));
        for (let slot = 2; slot < slots; slot++) {
          const next = tf.tidy(() => add(array.tensor(0, [slot, width]), tf.fill([1, width], lane)));
          await readInto(next, [{ array, from: slot * width }]);
          tf.dispose(next);
        }
        array.move([{ from: 5 * width, to: 0, count: width }]);
        const all = tf.tidy(() => doubled(array.tensor(0, [slots, width]))[0]);
        const numbers = Array.from(await all.data());
        all.dispose();
        array.dispose();
        return numbers.filter((_, place) => place % width === 0).map((value) => value / 2);
      };
      /** Each new slot is the sum of those before, and the lane. */
      const expected = (lane: number): number[] => {
        const sums = [1, 1];
        while (sums.length < slots) sums.push(sums.reduce((sum, value) => sum + value, 0) + lane);
        return [sums[5], ...sums.slice(1)];
      };
      expect(await Promise.all([0, 1, 2].map(grow))).to.deep.equal([0, 1, 2].map(expected));
    });

    it("refuse a function that reads arrays of two lanes", async () => {
      const arrays = [1, 2].map((lane) => laneArray(lane, 2));
      const sum = tf.tidy(() => tf.addN(arrays.map((array) => array.tensor(0, [2]))));
      expect(() => sum.dataSync()).to.throw("arrays of several lanes");
      sum.dispose();
      for (const array of arrays) array.dispose();
    });

    it("write what had been computed before to where it is wanted", async () => {
      const sum = tf.tidy(() => tf.tensor1d([1, 2]).add<tf.Tensor1D>(1));
      await sum.data();
      const arrays = [0, 2].map((lane) => laneArray(lane, 3));
      const own = new Float32Array(2);
      await readInto([sum, sum, sum], [own, ...arrays.map((array) => ({ array, from: 1 }))]);
      const read = tf.tidy(() => arrays.map((array) => doubled(array.tensor(1, [2]))[0]));
      expect([Array.from(own), ...(await Promise.all(read.map(async (tensor) => Array.from(await tensor.data()))))]).to.deep.equal([
        [2, 3],
        [4, 6],
        [4, 6],
      ]);
      tf.dispose([sum, ...read]);
      for (const array of arrays) array.dispose();
    });

    it("tell what failed there, and go on", async () => {
      const outside = compiled((x, indices) => [tf.gather(x, indices.toInt())]);
      const read = (index: number): Promise<unknown> => {
        const tensor = tf.tidy(() => outside(tf.tensor1d([1, 2]), tf.tensor1d([index]))[0]);
        return tensor.data().then(
          (numbers) => {
            tensor.dispose();
            return Array.from(numbers);
          },
          (error: unknown) => {
            tensor.dispose();
            return (error as Error).message;
          },
        );
      };
      const [, failure] = (await Promise.all([read(1), read(5)])) as string[];
      expect(failure).to.contain("Gather");
      expect(await Promise.all([read(0), read(1)])).to.deep.equal([[1], [2]]);
    });

    it("tell whoever computes with an array that it could not be made, and go on", async () => {
      const read = async (length: number): Promise<unknown> => {
        const array = laneArray(1, length);
        array.write(0, 2, (target) => target.fill(1));
        array.move([{ from: 0, to: 1, count: 1 }]);
        const tensor = tf.tidy(() => doubled(array.tensor(0, [2]))[0]);
        try {
          return Array.from(await tensor.data());
        } catch (error) {
          return (error as Error).message;
        } finally {
          tensor.dispose();
          array.dispose();
        }
      };
      expect(await read(Number.MAX_SAFE_INTEGER)).to.contain("Invalid typed array length");
      expect(await read(2)).to.deep.equal([2, 2]);
    });
  });
});
