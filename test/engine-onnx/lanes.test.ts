import { compiled, lanes, type TensorFunction } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { stateOf } from "./backend-state.js";
import { onOnnx, someTensor, type OnnxBackend } from "./on-onnx.js";

const WIDTH = 160;

/** x [N, width] by weights [width, width], through an activation: large enough that lanes keep the weights. */
const layer: TensorFunction = (x, weights) => [tf.tanh(tf.matMul(x as tf.Tensor2D, weights as tf.Tensor2D))];

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

    it("see an array of the caller's as it is when it is read", async () => {
      const run = compiled(layer);
      const numbers = new Float32Array(WIDTH * WIDTH).fill(0.01);
      const weights = tf.tensor2d(numbers, [WIDTH, WIDTH]);
      const before = await turn(run, weights, 3);
      numbers.fill(0);
      const after = await turn(run, weights, 3);
      expect(before.losses.every(([loss]) => loss > 0)).to.equal(true);
      expect(after.losses.map(([loss]) => loss)).to.deep.equal([0, 0, 0]);
      weights.dispose();
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
  });
});
