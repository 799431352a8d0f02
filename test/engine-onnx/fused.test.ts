import { compiled, fusedKernel } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { stateOf } from "./backend-state.js";
import { expectClose, onOnnx, someTensor } from "./on-onnx.js";

type Inputs = Readonly<Record<string, () => tf.Tensor>>;

/** A fused kernel on ONNX Runtime gives what plain operations give on tfjs's own engine. */
async function expectFused(
  name: string,
  inputs: Inputs,
  plain: (tensors: Readonly<Record<string, tf.Tensor>>) => tf.Tensor[],
  attributes?: tf.NamedAttrMap,
): Promise<void> {
  const made = (): Record<string, tf.Tensor> => Object.fromEntries(Object.entries(inputs).map(([input, make]) => [input, make()]));
  const found = tf.tidy(() => fusedKernel(name)?.(made(), attributes) ?? []);
  const numbers = await Promise.all(found.map((tensor) => tensor.data()));
  await tf.setBackend("cpu");
  const expected = tf.tidy(() => plain(made()));
  expect(found.map(({ shape }) => shape)).to.deep.equal(expected.map(({ shape }) => shape));
  expected.forEach((tensor, output) => expectClose(numbers[output], tensor.dataSync(), 3e-6));
  tf.dispose([found, expected]);
  await tf.setBackend("onnx");
}

/** Cosines or sines of N tokens' angles, [N, w], whose second half repeats the first. */
function table(tokens: number, width: number, of: (x: tf.Tensor) => tf.Tensor): tf.Tensor {
  const half = of(someTensor([tokens, width / 2]).mul(2));
  return tf.concat([half, half], 1);
}

/** Su et al. 2021 (arXiv 2104.09864): x · cosines + (x turned by a right angle) · sines, x [N, heads, w]. */
function turned({ x, cosines, sines }: Readonly<Record<string, tf.Tensor>>, sign: number): tf.Tensor[] {
  const [first, second] = tf.split(x, 2, 2);
  return [x.mul(cosines.expandDims(1)).add(tf.concat([second.neg(), first], 2).mul(sines.mul(sign).expandDims(1)))];
}

/** query [N, n, w], ownKey and ownValue [N, 1, w], keys and values [t, N, w], mask [N, 1, t]. */
function attended({ query, ownKey, ownValue, keys, values, mask }: Readonly<Record<string, tf.Tensor>>): tf.Tensor[] {
  const all = (cache: tf.Tensor, own: tf.Tensor): tf.Tensor3D => tf.concat([cache.transpose([1, 0, 2]), own], 1) as tf.Tensor3D;
  const cached = tf.matMul(query as tf.Tensor3D, keys.transpose([1, 2, 0]));
  const seen = (mask as tf.Tensor | undefined) === undefined ? cached : cached.add(mask);
  const scores = tf.concat([seen, tf.matMul(query as tf.Tensor3D, ownKey as tf.Tensor3D, false, true)], 2);
  return [tf.matMul(tf.softmax(scores), all(values, ownValue))];
}

/** The names of inputs, in order. */
const ATTENDED = ["query", "ownKey", "ownValue", "keys", "values", "mask"];

const attention = (rows: number, length: number): Inputs => ({
  query: () => someTensor([rows, 3, 4]),
  ownKey: () => someTensor([rows, 1, 4], 2),
  ownValue: () => someTensor([rows, 1, 4], 3),
  keys: () => someTensor([length, rows, 4], 4),
  values: () => someTensor([length, rows, 4], 5),
});

/** Hides the first tokens of rows, more of later rows. */
const hiding = (rows: number, length: number): tf.Tensor =>
  tf.tensor(
    Float32Array.from({ length: rows * length }, (_, place) => (place % length < Math.floor(place / length) ? -1e9 : 0)),
    [rows, 1, length],
  );

describe("fused kernels on ONNX Runtime", () => {
  const onnx = onOnnx();

  it("are there on this backend and not on tfjs's own", async () => {
    const names = ["RmsNorm", "Swish", "RotaryEmbedding", "CachedAttention"];
    expect(names.map((name) => typeof fusedKernel(name))).to.deep.equal(names.map(() => "function"));
    await tf.setBackend("cpu");
    expect(names.map((name) => typeof fusedKernel(name))).to.deep.equal(names.map(() => "undefined"));
    await tf.setBackend("onnx");
  });

  it("RmsNorm gives the normalised rows and the inverses of their norms", async () => {
    for (const [rows, width] of [
      [1, 4],
      [5, 24],
    ]) {
      const plain = ({ x, gain }: Readonly<Record<string, tf.Tensor>>): tf.Tensor[] => {
        const inverse = x.square().mean(1, true).add(1e-3).rsqrt();
        return [x.mul(inverse).mul(gain), inverse];
      };
      await expectFused("RmsNorm", { x: () => someTensor([rows, width]), gain: () => someTensor([width], 2) }, plain, { epsilon: 1e-3 });
    }
  });

  it("Swish is x · sigmoid(x), for tensors of any shape", async () => {
    for (const shape of [[7], [2, 3, 4]]) await expectFused("Swish", { x: () => someTensor(shape).mul(4) }, ({ x }) => [x.mul(x.sigmoid())]);
  });

  it("RotaryEmbedding turns each token by its angles, and back", async () => {
    for (const [tokens, heads, width] of [
      [1, 1, 2],
      [10, 3, 8],
    ]) {
      const inputs = { x: () => someTensor([tokens, heads, width]), cosines: () => table(tokens, width, tf.cos), sines: () => table(tokens, width, tf.sin) };
      await expectFused("RotaryEmbedding", inputs, (tensors) => turned(tensors, 1));
      await expectFused("RotaryEmbedding", inputs, (tensors) => turned(tensors, -1), { inverse: true });
    }
  });

  it("CachedAttention attends to cached tokens and the own one, with and without a mask", async () => {
    for (const [rows, length] of [
      [1, 1],
      [2, 3],
      [4, 9],
    ]) {
      await expectFused("CachedAttention", attention(rows, length), attended);
      await expectFused("CachedAttention", { ...attention(rows, length), mask: () => hiding(rows, length) }, attended);
    }
  });

  it("CachedAttention has one session for every number of cached tokens", async () => {
    for (const masked of [false, true]) {
      const fast = compiled(
        (...tensors) => fusedKernel("CachedAttention")?.(Object.fromEntries(tensors.map((tensor, place) => [ATTENDED[place], tensor]))) ?? [],
        {
          growing: masked
            ? [
                [3, 0],
                [4, 0],
                [5, 2],
              ]
            : [
                [3, 0],
                [4, 0],
              ],
        },
      );
      const { sessions } = stateOf(onnx.backend);
      for (const length of [1, 2, 7, 8]) {
        const given = (): Record<string, tf.Tensor> => ({
          ...Object.fromEntries(Object.entries(attention(2, length)).map(([name, make]) => [name, make()])),
          ...(masked ? { mask: hiding(2, length) } : {}),
        });
        const [found] = tf.tidy(() => fast(...Object.values(given())));
        const numbers = await found.data();
        await tf.setBackend("cpu");
        const [expected] = tf.tidy(() => attended(given()));
        expectClose(numbers, expected.dataSync(), 3e-6);
        tf.dispose([found, expected]);
        await tf.setBackend("onnx");
      }
      expect(stateOf(onnx.backend).sessions.length).to.equal(sessions.length + 1);
    }
  });
});
