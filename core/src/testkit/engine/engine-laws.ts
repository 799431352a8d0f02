import * as tf from "@tensorflow/tfjs";
import type { Engine } from "../../contracts/engine.js";
import { demand, fail } from "../demand.js";
import { difference } from "../difference.js";
import type { Laws } from "../laws.js";
import { arithmeticCases } from "./arithmetic-cases.js";
import { choiceCases } from "./choice-cases.js";
import { isNone, onEngine } from "./engine-in-use.js";
import { functionCases } from "./function-cases.js";
import { indexCases } from "./index-cases.js";
import { kernelLaw } from "./kernel-law.js";
import { productCases } from "./product-cases.js";
import { reductionCases } from "./reduction-cases.js";
import { shapeCases } from "./shape-cases.js";
import { softmaxCases } from "./softmax-cases.js";

export const engineLaws: Laws<Engine> = {
  "makes its backend that of TensorFlow.js when it is loaded": loads,
  "adds, multiplies and compares sizes as plain arrays do, gradients too": kernelLaw(arithmeticCases),
  "has functions of single numbers, and their gradients": kernelLaw(functionCases),
  "chooses by comparison, and the gradient follows": kernelLaw(choiceCases),
  "reduces rows, columns and all, and the gradient follows": kernelLaw(reductionCases),
  "has softmax and its logarithm for logits of any size, gradients too": kernelLaw(softmaxCases),
  "multiplies matrices, transposed or not, gradients too": kernelLaw(productCases),
  "moves numbers to other shapes, and the gradient back": kernelLaw(shapeCases),
  "looks rows up by whole numbers, and adds gradients of a row up": kernelLaw(indexCases),
  "converts between types as TensorFlow.js does": convertsTypes,
  "lets numbers that are not finite through": keepsNonFinite,
  "gives the same bits every time": repeats,
  "keeps a clone alive without its original, and the other way round": keepsClones,
  "reads numbers asynchronously, though the tensor is disposed meanwhile": readsLater,
  "frees all that `tidy` and `dispose` give up": leavesNothing,
};

async function loads(engine: Engine): Promise<void> {
  await onEngine(engine, async (backend) => {
    const wrong = `After loading the engine ${engine.name} TensorFlow.js has the backend that it had before`;
    demand(!isNone(backend), wrong, "Let `load` call `tf.setBackend` with the engine's backend, and throw where that gives false.");
  }).catch((error: unknown) => fail(`The engine ${engine.name} does not load here: ${String(error)}`, "Run this suite where it loads."));
}

async function convertsTypes(engine: Engine): Promise<void> {
  await onEngine(engine, async () => {
    const cases: Readonly<Record<string, readonly [() => tf.Tensor, readonly number[]]>> = {
      "float32 to int32 (towards 0)": [() => tf.tensor1d([2.7, -2.7, 0.4]).toInt(), [2, -2, 0]],
      "int32 to float32": [() => tf.tensor1d([7, -3, 16777216], "int32").toFloat().add(0.5), [7.5, -2.5, 16777216]],
      "bool to float32": [() => tf.tensor1d([true, false, true], "bool").toFloat(), [1, 0, 1]],
      "int32 sums": [() => tf.tensor1d([2000000000, 1, 6], "int32").sum(), [2000000007]],
      "constants of a shape": [() => tf.concat([tf.zeros([1]), tf.ones([1]), tf.fill([1], 2.5), tf.onesLike(tf.zeros([1]))]), [0, 1, 2.5, 1]],
    };
    for (const [name, [compute, expected]] of Object.entries(cases)) {
      const changed = difference(await numbersOf(compute), expected, name);
      demand(changed === undefined, `The engine ${engine.name} converts otherwise: ${changed}`, "Mend its kernel for casts, sums or constants of that type.");
    }
  });
}

async function keepsNonFinite(engine: Engine): Promise<void> {
  await onEngine(engine, async () => {
    const found = await numbersOf(() => {
      const x = tf.tensor1d([1000, 0, -1]);
      return tf.stack([
        x.exp().sum(),
        x.abs().log().min(),
        x.sqrt().sum(),
        tf.tensor1d([NaN, 1]).sum(),
        tf.tensor1d([NaN]).relu().sum(),
        tf.tensor1d([1]).div(0).max(),
      ]);
    });
    const changed = difference(found, [Infinity, -Infinity, NaN, NaN, NaN, Infinity], "numbers");
    demand(
      changed === undefined,
      `The engine ${engine.name} hides a number that is not finite: ${changed}`,
      "Let infinities and NaN through: training stops at them and says where.",
    );
  });
}

async function repeats(engine: Engine): Promise<void> {
  await onEngine(engine, async () => {
    const first = await numbersOf(work);
    for (let time = 2; time <= 4; time++) {
      const changed = difference(await numbersOf(work), first, "numbers");
      demand(
        changed === undefined,
        `The engine ${engine.name} gave other numbers at time ${time}: ${changed}`,
        "Sum in a fixed order: runs are repeated bit for bit.",
      );
    }
  });
}

async function keepsClones(engine: Engine): Promise<void> {
  await onEngine(engine, async () => {
    for (const first of [0, 1]) {
      const original = tf.tidy(() => tf.range(0, LARGE).square());
      const both = [original, original.clone()];
      both[first].dispose();
      const others = [1, 2, 3].map((value) => tf.fill([LARGE], value));
      const found = await both[1 - first].data().then(Array.from<number>, String);
      tf.dispose([...others, both[1 - first]]);
      const changed = difference(
        found,
        Array.from({ length: LARGE }, (_, place) => place * place),
        "numbers",
      );
      const which = first === 0 ? "clone lost its numbers with its original" : "original lost its numbers with its clone";
      demand(changed === undefined, `On the engine ${engine.name} a ${which}: ${changed}`, "Count references where tensors share numbers.");
    }
  });
}

async function readsLater(engine: Engine): Promise<void> {
  await onEngine(engine, async () => {
    const tensor = tf.tidy(() => tf.tensor1d([1, 2, 3]).add(1));
    const [one, two] = [tensor.data(), tensor.data()];
    tensor.dispose();
    const overwriting = tf.tidy(() => tf.tensor1d([7, 7, 7]).mul(2));
    const found = await Promise.all([one, two].map((reading) => reading.then(Array.from<number>, String)));
    overwriting.dispose();
    const changed = difference(
      found,
      [
        [2, 3, 4],
        [2, 3, 4],
      ],
      "reads",
    );
    demand(
      changed === undefined,
      `The engine ${engine.name} lost numbers that were being read: ${changed}`,
      "Keep a tensor's numbers until its reads have ended.",
    );
  });
}

async function leavesNothing(engine: Engine): Promise<void> {
  await onEngine(engine, async () => {
    await numbersOf(work);
    const before = held();
    for (let time = 0; time < 3; time++) await numbersOf(work);
    const changed = difference(held(), before, "memory");
    demand(
      changed === undefined,
      `The engine ${engine.name} keeps more after some more of the same work: ${changed}`,
      "Dispose what kernels allocate beside their outputs.",
    );
  });
}

const LARGE = 64;

function held(): Readonly<Record<string, number>> {
  const { numTensors, numDataBuffers } = tf.memory();
  return { tensors: numTensors, buffers: numDataBuffers, ofBackend: tf.backend().numDataIds() };
}

/** The gradient of a small network. */
function work(): tf.Tensor {
  const weights = tf.range(0, 12).div(10).sub(0.5).reshape<tf.Tensor2D>([3, 4]);
  const tokens = tf.tensor1d([2, 0, 1, 2], "int32");
  return tf.grad((w: tf.Tensor) => {
    const states = tf.gather(w, tokens).relu().add(0.1);
    return tf
      .logSoftmax(tf.matMul(states, w, false, true))
      .exp()
      .mean()
      .add(states.tanh().sum(1).max());
  })(weights);
}

async function numbersOf(compute: () => tf.Tensor): Promise<readonly number[]> {
  const tensor = tf.tidy(compute);
  const numbers = Array.from(await tensor.data());
  tensor.dispose();
  return numbers;
}
