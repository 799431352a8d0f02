import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { expectAsOnCpu, onOnnx, someTensor } from "./on-onnx.js";

const CORNERS = [0, 1e-10, -1e-10, 1e-4, -1e-4, 0.5, -0.5, -0.999, 1, 30, -30, 88, 100, -100, 1e20, Infinity, -Infinity, NaN, -1, -1.5];
const corners = (): tf.Tensor => tf.tensor1d(CORNERS);
const integers = (...values: number[]): tf.Tensor1D => tf.tensor1d(values, "int32");
const bools = (): tf.Tensor => tf.tensor2d([0, 1, 1, 0, 0, 0], [2, 3], "bool");
const DIVIDENDS = [7, -7, 2147483647, -2147483648, 0, 5, -5, 16777217, -16777217];
const DIVISORS = [2, 2, -1, -1, 0, 0, -3, 10, 10];

type Compute = () => tf.Tensor | tf.Tensor[];

const CASES: Readonly<Record<string, readonly Compute[]>> = {
  "logarithms and exponentials near 0 and 1": [() => tf.log1p(corners()), () => tf.expm1(corners()), () => tf.isFinite(corners())],
  activations: [
    () => tf.elu(corners()),
    () => tf.selu(corners()),
    () => tf.leakyRelu(corners(), 0.3),
    () => tf.prelu(someTensor([3, 4]), someTensor([4], 2)),
    () => tf.relu6(corners()),
    () => tf.relu6(integers(...DIVIDENDS)),
  ],
  "gradients of activations": [
    () => tf.grad((x) => tf.elu(x))(someTensor([20])),
    () => tf.grad((x) => tf.selu(x))(someTensor([20])),
    () => tf.grad((x) => tf.leakyRelu(x))(someTensor([20])),
    () => tf.grads((x, slope) => tf.prelu(x, slope))([someTensor([3, 4]), someTensor([4], 2)]),
    () => tf.grad((x) => tf.relu6(x.mul(5)))(someTensor([20])),
  ],
  "divisions that round down, by 0 too": [
    () => tf.floorDiv(integers(...DIVIDENDS), integers(...DIVISORS)),
    () => tf.floorDiv(tf.tensor1d([5.5, -5.5]), tf.tensor1d([2, 2])),
    () => tf.mod(integers(...DIVIDENDS), integers(...DIVISORS)),
    () => tf.mod(tf.tensor1d([5.5, -5.5, 5.5, -5.5, 1, 0, -1e-9]), tf.tensor1d([2, 2, -2, -2, 0, 3, 3])),
  ],
  "clips of integers, by infinities and fractions too": [
    () => tf.clipByValue(integers(...DIVIDENDS), -Infinity, 6.5),
    () => tf.clipByValue(integers(...DIVIDENDS), -0.5, Infinity),
    () => tf.clipByValue(corners(), -1, 2),
  ],
  "running sums": [
    () => tf.cumsum(someTensor([3, 4, 2]), 1),
    () => tf.cumsum(someTensor([3, 4, 2]), 0, true, true),
    () => tf.cumsum(integers(3, -1, 4)),
    () => tf.cumsum(bools(), 1),
  ],
  "places of extremes": [
    () => tf.argMax(someTensor([3, 4, 5]), 1),
    () => tf.argMin(someTensor([3, 4, 5]), -1),
    () => tf.argMax(tf.tensor1d([-4, NaN, -3, -3])),
    () => tf.argMin(tf.tensor1d([4, NaN, 3, 3])),
    () => tf.argMax(bools(), 1),
    () => tf.argMin(integers(3, 1, 1)),
  ],
  "largest numbers": [
    () => Object.values(tf.topk(someTensor([3, 9]), 4)),
    () => Object.values(tf.topk(tf.tensor2d([3, 1, 3, 2, 2, 9], [2, 3], "int32"), 2)),
    () => Object.values(tf.topk(bools(), 2)),
  ],
  "slices in steps": [
    () => tf.reverse(someTensor([3, 4, 5]), [0, 2]),
    () => tf.reverse(bools()),
    () => tf.stridedSlice(someTensor([5, 6, 4]), [4, 1, 3], [0, 6, 0], [-2, 2, -1], 0, 4),
    () => tf.stridedSlice(someTensor([5, 6]), [1, -1], [4, -6], [1, -2]),
  ],
  "mirrored margins": [
    () =>
      tf.mirrorPad(
        someTensor([3, 4]),
        [
          [1, 2],
          [3, 0],
        ],
        "reflect",
      ),
    () =>
      tf.mirrorPad(
        bools(),
        [
          [2, 1],
          [0, 3],
        ],
        "symmetric",
      ),
  ],
  "slices by several indices": [
    () => tf.gatherND(someTensor([3, 4, 2]), tf.tensor2d([0, 1, 2, 3], [2, 2], "int32")),
    () => tf.gatherND(integers(5, 6, 7), tf.tensor2d([2, 0], [2, 1], "int32")),
    () => tf.scatterND(tf.tensor2d([0, 1, 2, 3, 0, 1], [3, 2], "int32"), someTensor([3, 2]), [3, 4, 2]),
    () => tf.scatterND(tf.tensor2d([4, 3, 1, 4], [4, 1], "int32"), integers(9, 10, 11, 12), [8]),
  ],
  "matrix products with bias and activation": [
    () => tf.fused.matMul({ a: someTensor([3, 4]) as tf.Tensor2D, b: someTensor([4, 5], 2) as tf.Tensor2D, bias: someTensor([5], 3), activation: "relu" }),
    () =>
      tf.fused.matMul({
        a: someTensor([3, 4]) as tf.Tensor2D,
        b: someTensor([5, 4], 2) as tf.Tensor2D,
        transposeB: true,
        activation: "leakyrelu",
        leakyreluAlpha: 0.1,
      }),
    () =>
      tf.fused.matMul({
        a: someTensor([4, 3]) as tf.Tensor2D,
        b: someTensor([4, 5], 2) as tf.Tensor2D,
        transposeA: true,
        bias: someTensor([5], 3),
        activation: "prelu",
        preluActivationWeights: someTensor([5], 4),
      }),
  ],
  sequences: [() => tf.range(3, -4, -0.5), () => tf.range(0, 5, 1, "int32"), () => tf.linspace(0, 1, 7)],
};

describe("kernels on ONNX Runtime", () => {
  const { warnings } = onOnnx();

  for (const [what, computes] of Object.entries(CASES)) {
    it(`${what} are those of tfjs's own engine, computed without reading anything back`, async () => {
      for (const compute of computes) await expectAsOnCpu(compute);
      expect(warnings).to.deep.equal([]);
    });
  }

  it("a slice in steps may drop an axis, which tfjs's own engine does wrongly", async () => {
    const sliced = tf.tidy(() => tf.stridedSlice(tf.range(0, 30).reshape([5, 6]), [2, 0], [3, 6], [1, 3], 0, 0, 0, 0, 1));
    expect([...(await sliced.data())]).to.deep.equal([12, 15]);
    sliced.dispose();
  });

  it("an index outside is refused, where it is known at once and where it is computed", async () => {
    const [x, outside, negative, known] = [someTensor([3, 4]), tf.tensor2d([2, 4], [1, 2], "int32"), integers(-1), integers(1, 2)];
    expect(() => tf.gatherND(x, outside)).to.throw("GatherNd: the index value 4 is not in [0, 3]");
    expect(() => tf.gather(x, negative)).to.throw("GatherV2: the index value -1 is not in [0, 2]");
    const refused = tf.tidy(() => tf.gatherND(x, known.neg().reshape([1, 2])));
    expect(() => refused.dataSync()).to.throw("GatherND");
    tf.dispose([x, outside, negative, known, refused]);
  });
});
