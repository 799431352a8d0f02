import { compiled, laneArray, readInto, type TensorFunction } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { stateOf } from "./backend-state.js";
import { expectAsOnCpu, expectClose, onOnnx, someTensor, type OnnxBackend } from "./on-onnx.js";

/** Matrices [200, 600] and [600, 20] and a bias [20], one after another in a vector: long enough for windows. */
const [ROWS, INNER, COLUMNS] = [200, 600, 20];
const SIZES = [ROWS * INNER, INNER * COLUMNS, COLUMNS];
const TOTAL = SIZES.reduce((sum, size) => sum + size);

/** A vector with its numbers, so that it is an input. */
const vectorOf = (seed: number): tf.Tensor1D => tf.tensor1d(Float32Array.from({ length: TOTAL }, (_, place) => 0.1 * Math.sin(seed + place * 78.233)));

const weights = (): tf.Tensor1D => vectorOf(3);

/** x [N, 200] and weights [total]: a network with one hidden layer, [N, 20]. */
const network: TensorFunction = (x, vector) => {
  const [first, second, bias] = tf.split(vector as tf.Tensor1D, SIZES);
  const hidden = tf.tanh(tf.matMul(x as tf.Tensor2D, first.reshape([ROWS, INNER])));
  return [tf.matMul(hidden, second.reshape([INNER, COLUMNS])).add(bias)];
};

/** Gradients of `count` micro-batches, added up, all recorded before the first number is there. */
function summedGradient(run: TensorFunction, vector: tf.Tensor1D, count: number): tf.Tensor1D {
  return tf.tidy(() => {
    const gradients = Array.from({ length: count }, (_, part) =>
      tf.grad((given) =>
        run(someTensor([4 + part, ROWS], part + 1), given)[0]
          .square()
          .sum(),
      )(vector),
    );
    return gradients.reduce((sum, gradient) => sum.add(gradient)) as tf.Tensor1D;
  });
}

/** Three steps against the gradient; sums of each step go on with that of the last. What is left of the weights, the sum, and the weights as a whole. */
async function descend(run: TensorFunction, parts: number): Promise<Float32Array[]> {
  let [vector, momentum] = [weights(), tf.zeros<tf.Rank.R1>([TOTAL])];
  for (let step = 0; step < 3; step++) {
    // Every micro-batch adds to a sum whose numbers are there: what the trainer does.
    for (let part = 0; part < parts; part++) {
      const next = tf.tidy(() => momentum.mul(0.5).add<tf.Tensor1D>(summedGradient(run, vector, part + 1)));
      const added = tf.tidy(() => next.add<tf.Tensor1D>(summedGradient(run, vector, 1)));
      await added.data();
      tf.dispose([momentum, next]);
      momentum = added;
    }
    const moved = tf.tidy(() => vector.sub<tf.Tensor1D>(momentum.mul(1e-6)));
    vector.dispose();
    vector = moved;
  }
  const whole = tf.tidy(() => vector.square().sum());
  const numbers = await Promise.all([vector, momentum, whole].map(async (tensor) => (await tensor.data<"float32">()).slice()));
  tf.dispose([vector, momentum, whole]);
  return numbers;
}

async function onCpu<Result>(compute: () => Promise<Result>): Promise<Result> {
  await tf.setBackend("cpu");
  try {
    return await compute();
  } finally {
    await tf.setBackend("onnx");
  }
}

/** How many inputs and outputs of sessions are parts of a vector. */
function windowsOf(backend: OnnxBackend): { inputs: number; outputs: number } {
  const programs = stateOf(backend).sessions as readonly Record<"inputs" | "outputs", readonly { whole: number }[]>[];
  const shared = (all: readonly { whole: number }[]): number => all.length - new Set(all.map(({ whole }) => whole)).size;
  const sum = (edge: "inputs" | "outputs"): number => programs.reduce((total, program) => total + shared(program[edge]), 0);
  return { inputs: sum("inputs"), outputs: sum("outputs") };
}

for (const threads of [1, 2]) {
  describe(`windows on long vectors, ${threads} ${threads === 1 ? "thread" : "threads"}`, function () {
    this.timeout(60_000);
    const onnx = onOnnx({ threads });

    it("give what a vector has that is cut, and its gradient, which is put together", async () => {
      const x = (): tf.Tensor => someTensor([5, ROWS]);
      await expectAsOnCpu(() => network(x(), weights()), 1e-5);
      await expectAsOnCpu(() => tf.grad((given) => network(x(), given)[0].square().sum())(weights()), 1e-4);
      expect(windowsOf(onnx.backend)).to.deep.equal({ inputs: 4, outputs: 2 });
    });

    it("leave the vector as a whole to whoever reads it, in the same run and after", async () => {
      await expectAsOnCpu(() => {
        const vector = weights();
        return [network(someTensor([5, ROWS]), vector)[0], vector.square().sum(), vector.reverse(), vector.slice(SIZES[0] - 2, 5)];
      }, 1e-5);
      const vector = weights();
      const before = (await vector.data()).slice();
      const after = tf.tidy(() => [network(someTensor([5, ROWS]), vector)[0], vector.add(0)]);
      expect(await after[1].data()).to.deep.equal(before);
      expect(await vector.data()).to.deep.equal(before);
      tf.dispose([vector, after]);
    });

    it("cut and put together in other places, empty parts too", async () => {
      await expectAsOnCpu(() => {
        const [first, none, second] = tf.split(weights(), [TOTAL - 7, 0, 7]) as tf.Tensor1D[];
        return [tf.concat1d([second.neg(), first.exp(), none, first.neg()]), first.sum(), none];
      });
    });

    it("of whole numbers and of truth values are theirs", async () => {
      for (const dtype of ["int32", "bool"] as const) {
        await expectAsOnCpu(() => {
          const vector = tf.cast<tf.Tensor1D>(someTensor([TOTAL]).mul(3), dtype);
          const read = tf.tensor1d(vector.dataSync(), dtype);
          const [first, second] = tf.split(read, [TOTAL - 9, 9]) as tf.Tensor1D[];
          return [tf.concat1d([second.equal(1), first.equal(0)]), tf.concat1d([second, first]), tf.reverse1d(second)];
        });
      }
    });

    it("hold a sum, and the vector that was added, and several sums with one vector", async () => {
      await expectAsOnCpu(() => {
        const [sum, x] = [weights(), vectorOf(5)];
        const [first, second] = tf.split(x, [TOTAL - 9, 9]) as tf.Tensor1D[];
        const [a, b] = [first.neg(), second.exp()];
        const joined = tf.concat1d([a, b]);
        return [joined, sum.add(joined), tf.concat1d([b, a]).add(sum), sum.add(tf.concat1d([b, a.square()])), tf.add(x, tf.concat1d([a, b.square()]))];
      });
    });

    for (const [kind, run] of [
      ["compiled", () => compiled(network)],
      ["plain", () => network],
    ] as const) {
      it(`add gradients up over several runs (${kind})`, async () => {
        const found = await descend(run(), 2);
        const expected = await onCpu(() => descend(network, 2));
        found.forEach((numbers, place) => expectClose(numbers, expected[place], 1e-4));
      });
    }

    it("of an array, in this thread and in another, are its numbers from a place on", async () => {
      const run = compiled(network);
      const double = compiled((vector) => [tf.concat1d(tf.split(vector as tf.Tensor1D, SIZES).map((part) => part.mul<tf.Tensor1D>(2)))]);
      const [x, given] = [someTensor([5, ROWS]), weights()];
      const numbers = await given.data<"float32">();
      for (let lane = 0; lane < threads; lane++) {
        const array = laneArray(lane, 2 * TOTAL + 3);
        array.write(0, 2 * TOTAL + 3, (target) => target.fill(7));
        array.write(3, TOTAL, (target) => {
          target.set(numbers);
        });
        const next = tf.tidy(() => double(array.tensor(3, [TOTAL]))[0]);
        await readInto([next], [{ array, from: TOTAL + 3 }]);
        const results = tf.tidy(() => [3, TOTAL + 3].flatMap((from) => run(x, array.tensor(from, [TOTAL]))));
        const found = await Promise.all(results.map((tensor) => tensor.data()));
        const plain = tf.tidy(() => [1, 2].flatMap((factor) => network(x, given.mul(factor))));
        for (const [place, tensor] of plain.entries()) expectClose(found[place], await tensor.data(), 1e-5);
        const edges = tf.tidy(() => [0, 3 + TOTAL - 1].map((from) => array.tensor(from, [4]).mul(1)));
        expect(Array.from(await edges[0].data())).to.deep.equal([7, 7, 7, numbers[0]]);
        expect(Array.from(await edges[1].data())).to.deep.equal([numbers[TOTAL - 1], ...Array.from(numbers.slice(0, 3), (number) => 2 * number)]);
        tf.dispose([next, results, plain, edges]);
        array.dispose();
      }
      tf.dispose([x, given]);
    });
  });
}
