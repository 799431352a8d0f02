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

/** Scores [N, M, t] of blocks, and masks [a, 1, c, t] that repeat along the second axis: one softmax over all t, in blocks again. */
function sharesOf(tensors: Readonly<Record<string, tf.Tensor>>): tf.Tensor[] {
  const blocks = ["0", "1"].filter((block) => `scores${block}` in tensors).map((block) => [tensors[`scores${block}`], tensors[`mask${block}`]]);
  const masked = blocks.map(([scores, mask]) => {
    const [stretches, , lines, length] = mask.shape as [number, number, number, number];
    return scores.reshape([stretches, -1, lines, length]).add(mask).reshape(scores.shape);
  });
  const lengths = blocks.map(([{ shape }]) => shape[2] as number);
  return tf.split(tf.softmax(tf.concat(masked, 2)), lengths, 2);
}

/** A causal mask of `lines` lines of t: a line counts as many as its number, and one more in each later stretch. */
const causal = (stretches: number, lines: number, length: number, hidden = -1e9): tf.Tensor =>
  tf.tensor(
    Float32Array.from({ length: stretches * lines * length }, (_, place) => {
      const [stretch, line, column] = [Math.floor(place / (lines * length)), Math.floor(place / length) % lines, place % length];
      return column <= line + stretch ? 0 : hidden;
    }),
    [stretches, 1, lines, length],
  );

/** The shares of one line of scores, of which those with a mask of 0 count. */
async function sharesOfLine(scores: readonly number[], mask: readonly number[]): Promise<number[]> {
  const [shares] = tf.tidy(() => {
    const shape = [1, 1, scores.length];
    return fusedKernel("MaskedSoftmax")?.({ scores0: tf.tensor([...scores], shape), mask0: tf.tensor([...mask], [1, ...shape]) }) ?? [];
  });
  const numbers = Array.from(await shares.data());
  shares.dispose();
  return numbers;
}

describe("fused kernels on ONNX Runtime", () => {
  const onnx = onOnnx();

  it("are there on this backend and not on tfjs's own", async () => {
    const names = ["RmsNorm", "Swish", "RotaryEmbedding", "CachedAttention", "MaskedSoftmax"];
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

  it("MaskedSoftmax shares a line out over one block and over two, whose masks repeat", async () => {
    for (const [matrices, lines, stretches, repeated] of [
      [1, 1, 1, 1],
      [2, 6, 2, 3],
      [6, 4, 3, 2],
      [4, 6, 1, 12],
    ]) {
      const one = {
        scores0: () => someTensor([matrices, lines, 5]).mul(3),
        mask0: () => causal(stretches, repeated, 5),
      };
      const two = { ...one, scores1: () => someTensor([matrices, lines, 17], 2).mul(3), mask1: () => causal(1, 1, 17, -1e30) };
      await expectFused("MaskedSoftmax", one, sharesOf);
      await expectFused("MaskedSoftmax", two, sharesOf);
    }
  });

  it("MaskedSoftmax gives shares that do not count exactly 0, whatever their scores, even where none of a line counts", async () => {
    expect(await sharesOfLine([1, 1, 5e8], [0, -1e9, -1e9])).to.deep.equal([1, 0, 0]);
    expect(await sharesOfLine([-300, 0, 80], [0, -1e9, -1e9])).to.deep.equal([1, 0, 0]);
    expect(await sharesOfLine([1, 2, 3], [-1e9, -1e9, -1e9])).to.deep.equal([0, 0, 0]);
    const found = tf.tidy(() => {
      const inputs = { scores0: someTensor([6, 4, 33]), mask0: causal(3, 8, 33), scores1: someTensor([6, 4, 3], 2), mask1: causal(1, 4, 3) };
      const shares = fusedKernel("MaskedSoftmax")?.(inputs) ?? [];
      const hidden = ([inputs.mask0, inputs.mask1] as tf.Tensor[]).map((mask, block) =>
        tf
          .broadcastTo(mask.less(0), [mask.shape[0], 24 / ((mask.shape[0] as number) * (mask.shape[2] as number)), ...mask.shape.slice(2)] as number[])
          .reshape(shares[block].shape),
      );
      return shares.map((share, block) =>
        tf.stack([share.greater(0).logicalAnd(hidden[block]).sum(), share.equal(0).logicalAnd(hidden[block].logicalNot()).sum()]),
      );
    });
    for (const tensor of found) expect(Array.from(await tensor.data())).to.deep.equal([0, 0]);
    tf.dispose(found);
  });

  it("MaskedSoftmax gives scores far below the largest next to nothing, and no number that processors are slow with", async () => {
    const shares = await sharesOfLine([0, -20, -59, -61, -100, -200, -Infinity, 0], [0, 0, 0, 0, 0, 0, 0, -1e9]);
    expectClose(shares, [1, Math.exp(-20), Math.exp(-59), 0, 0, 0, 0, 0], 1e-6);
    expect(shares[1] / Math.exp(-20)).to.be.closeTo(1, 1e-5);
    expect(shares[2] / Math.exp(-59)).to.be.closeTo(1, 1e-4);
    for (const share of shares.slice(3, 7)) expect(share).to.be.within(0, Math.exp(-59.9));
    for (const share of shares) expect(share === 0 || share > 1e-37).to.equal(true);
    expect(shares[7]).to.equal(0);
  });

  it("MaskedSoftmax hides neither NaN nor infinity: lines with them are NaN, as tf.softmax's, and the others are not", async () => {
    for (const length of [3, 8, 19]) {
      for (const special of [NaN, Infinity]) {
        for (const place of [0, length - 1]) {
          const scores = (): tf.Tensor =>
            tf.tidy(() =>
              tf.tensor(
                Float32Array.from({ length: 2 * length }, (_, at) => (at === place ? special : at / 9)),
                [1, 2, length],
              ),
            );
          const inputs = { scores0: scores, mask0: () => tf.zeros([1, 1, 2, length]) };
          await expectFused("MaskedSoftmax", inputs, sharesOf);
          const [shares] = tf.tidy(() => fusedKernel("MaskedSoftmax")?.({ scores0: scores(), mask0: inputs.mask0() }) ?? []);
          const numbers = await shares.data();
          expect(Array.from(numbers, Number.isNaN)).to.deep.equal(Array.from(numbers, (_, at) => at < length));
          shares.dispose();
        }
      }
    }
  });

  it("MaskedSoftmax keeps a NaN that does not count", async () => {
    expect((await sharesOfLine([1, NaN, 2], [0, -1e9, 0])).every(Number.isNaN)).to.equal(true);
  });

  it("CachedAttention gives tokens with scores far below the largest next to nothing", async () => {
    const far = (inputs: Inputs): Inputs => ({ ...inputs, keys: () => someTensor([9, 2, 4], 4).mul(300) });
    await expectFused("CachedAttention", far(attention(2, 9)), attended);
  });
});
