import { compiled, fusedKernel, type TensorFunction } from "@lode/core";
import engines from "@lode/engine-onnx";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { expectClose, someTensor } from "../engine-onnx/on-onnx.js";

/** For a process of its own: what WebGPU computes is compared with TensorFlow.js's own `cpu` backend. */

/** Shaders round functions such as the exponential to fewer digits than processors. */
const TOLERANCE = 2e-5;

type Tensors = Readonly<Record<string, tf.Tensor>>;
type Compute = () => tf.Tensor | tf.Tensor[];

async function numbersOn(backend: string, compute: Compute): Promise<number[][]> {
  await tf.setBackend(backend);
  const results = [tf.tidy(compute)].flat();
  const numbers = await Promise.all(results.map(async (tensor) => Array.from(await tensor.data())));
  tf.dispose(results);
  await tf.setBackend("cpu");
  return numbers;
}

/** `compute` on WebGPU gives what `plain`, by default the same, gives in JavaScript. */
async function expectAsInJavascript(compute: Compute, plain = compute, tolerance = TOLERANCE): Promise<void> {
  const [found, expected] = [await numbersOn("onnx", compute), await numbersOn("cpu", plain)];
  expect(found.length).to.equal(expected.length);
  found.forEach((numbers, output) => expectClose(numbers, expected[output], tolerance));
}

async function expectFused(name: string, inputs: () => Tensors, plain: (tensors: Tensors) => tf.Tensor[], attributes?: tf.NamedAttrMap): Promise<void> {
  await expectAsInJavascript(
    () => fusedKernel(name)?.(inputs(), attributes) ?? [],
    () => plain(inputs()),
  );
}

/** Cosines or sines of N tokens' angles, [N, w], whose second half repeats the first; from JavaScript, since shaders' are coarse. */
function table(tokens: number, width: number, of: (angle: number) => number): tf.Tensor {
  const angles = Array.from({ length: tokens * width }, (_, place) => Math.floor(place / width) / 2 ** (place % (width / 2)));
  return tf.tensor(angles.map(of), [tokens, width]);
}

/** Su et al. 2021 (arXiv 2104.09864): x · cosines + (x turned by a right angle) · sines, x [N, heads, w]. */
function turned({ x, cosines, sines }: Tensors, sign: number): tf.Tensor[] {
  const [first, second] = tf.split(x, 2, 2);
  return [x.mul(cosines.expandDims(1)).add(tf.concat([second.neg(), first], 2).mul(sines.mul(sign).expandDims(1)))];
}

/** query [N, n, w], ownKey and ownValue [N, 1, w], keys and values [t, N, w], mask [N, 1, t]: attention to what is cached and to the own token. */
function attended({ query, ownKey, ownValue, keys, values, mask }: Tensors): tf.Tensor[] {
  const all = (cache: tf.Tensor, own: tf.Tensor): tf.Tensor => tf.concat([cache.transpose([1, 0, 2]), own], 1);
  const masks = tf.concat([mask, tf.zerosLike(mask.slice([0, 0, 0], [-1, -1, 1]))], 2);
  return [tf.matMul(tf.softmax(tf.matMul(query, all(keys, ownKey), false, true).add(masks)), all(values, ownValue))];
}

/** Scores [N, M, t] of blocks and masks [a, 1, c, t], which repeat along the second axis: one softmax over all t, in blocks again. */
function sharesOf({ scores0, mask0, scores1, mask1 }: Tensors): tf.Tensor[] {
  const masked = (scores: tf.Tensor, mask: tf.Tensor): tf.Tensor => {
    const [stretches, , lines, length] = mask.shape as [number, number, number, number];
    return scores.reshape([stretches, -1, lines, length]).add(mask).reshape(scores.shape);
  };
  if ((scores1 as tf.Tensor | undefined) === undefined) return [tf.softmax(masked(scores0, mask0))];
  return tf.split(tf.softmax(tf.concat([masked(scores0, mask0), masked(scores1, mask1)], 2)), [5, 2], 2);
}

/** x [N, 4], weights [4, 3], bias [3] and rows taken [M]; gives two tensors [M, 3]. */
const layer: TensorFunction = (x, weights, bias, rows) => {
  const sums = tf.matMul(x as tf.Tensor2D, weights as tf.Tensor2D).add(bias);
  const taken = tf.gather(sums, rows.toInt());
  return [tf.sigmoid(taken), tf.logSoftmax(taken).mul(0.5)];
};

function gradients(run: TensorFunction): tf.Tensor[] {
  const rows = tf.tensor1d([1, 0, 1], "int32");
  return tf.grads((...given: tf.Tensor[]) => {
    const [a, b] = run(...given, rows);
    return a.mul(2).sum().add(b.square().sum());
  })([someTensor([5, 4]), someTensor([4, 3], 2), someTensor([3], 3)]);
}

describe("WebGPU", () => {
  before(async () => {
    await engines[0].load({ provider: "webgpu", threads: 1 });
    await tf.setBackend("cpu");
  });

  it("normalises rows", async () => {
    const plain = ({ x, gain }: Tensors): tf.Tensor[] => {
      const inverse = x.square().mean(1, true).add(1e-3).rsqrt();
      return [x.mul(inverse).mul(gain), inverse];
    };
    await expectFused("RmsNorm", () => ({ x: someTensor([5, 24]), gain: someTensor([24], 2) }), plain, { epsilon: 1e-3 });
  });

  it("computes x · sigmoid(x)", async () => {
    await expectFused(
      "Swish",
      () => ({ x: someTensor([2, 3, 4]).mul(4) }),
      ({ x }) => [x.mul(x.sigmoid())],
    );
  });

  it("has the logarithm of softmax as one kernel", async () => {
    const inputs = (): Tensors => ({ logits: someTensor([3, 5]).mul(300) });
    await expectFused("LogSoftmax", inputs, ({ logits }) => [tf.logSoftmax(logits)], { dim: -1 });
  });

  it("turns tokens by their angles, and back", async () => {
    const inputs = (): Tensors => ({ x: someTensor([10, 3, 8]), cosines: table(10, 8, Math.cos), sines: table(10, 8, Math.sin) });
    await expectFused("RotaryEmbedding", inputs, (tensors) => turned(tensors, 1));
    await expectFused("RotaryEmbedding", inputs, (tensors) => turned(tensors, -1), { inverse: true });
  });

  it("attends to cached tokens and the own one", async () => {
    const inputs = (): Tensors => ({
      query: someTensor([2, 3, 4]),
      ownKey: someTensor([2, 1, 4], 2),
      ownValue: someTensor([2, 1, 4], 3),
      keys: someTensor([7, 2, 4], 4),
      values: someTensor([7, 2, 4], 5),
      mask: tf.tensor([-1e9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [2, 1, 7]),
    });
    await expectFused("CachedAttention", inputs, attended);
  });

  it("shares lines out over what a mask lets count", async () => {
    const inputs = (): Tensors => ({
      scores0: someTensor([4, 3, 5]).mul(3),
      mask0: tf.tensor([0, -1e9, -1e9, -1e9, -1e9, 0, 0, -1e9, -1e9, -1e9, 0, 0, 0, -1e9, 0], [1, 1, 3, 5]),
      scores1: someTensor([4, 3, 2], 2).mul(3),
      mask1: tf.tensor([0, 0, 0, -1e9, -1e9, -1e9, 0, 0], [2, 1, 2, 2]).concat(tf.tensor([0, 0, -1e9, -1e9], [2, 1, 1, 2]), 2),
    });
    await expectFused("MaskedSoftmax", inputs, sharesOf);
    await expectFused("MaskedSoftmax", () => ({ scores0: inputs().scores0, mask0: inputs().mask0 }), sharesOf);
  });

  it("computes compiled functions and their gradients", async () => {
    const fast = compiled(layer);
    for (let time = 0; time < 2; time++) {
      await expectAsInJavascript(
        () => gradients(fast),
        () => gradients(layer),
      );
    }
  });

  it("adds, joins and cuts more tensors than a shader binds", async () => {
    const rows = (): tf.Tensor[] => Array.from({ length: 20 }, (_, place) => someTensor([2, 3], place + 1));
    await expectAsInJavascript(() => [tf.addN(rows()), tf.concat(rows(), 1), ...tf.split(someTensor([20, 3]), 20)]);
  });

  it("hides no number that is not finite, which shaders may", async () => {
    const x = (): tf.Tensor => tf.tensor1d([NaN, 0, -1, Infinity, 1]);
    const kernels = ["relu", "relu6", "elu", "sigmoid", "softplus", "exp", "log", "log1p", "sqrt", "isNaN", "isFinite"] as const;
    for (const kernel of kernels) await expectAsInJavascript(() => x()[kernel]());
    await expectAsInJavascript(() => [x().clipByValue(-2, 2), x().max(), x().slice(1).max(), x().logSumExp()]);
  });
});
