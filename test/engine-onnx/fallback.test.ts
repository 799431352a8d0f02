import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { expectAsOnCpu, onOnnx, someTensor } from "./on-onnx.js";

describe("kernels that ONNX Runtime lacks", () => {
  const onnx = onOnnx();

  const warningOf = (kernel: string): string => `the onnx backend has no kernel ${kernel} for this call: TensorFlow.js's JavaScript computes it`;

  it("are computed by those of tfjs's own engine, with one warning each", async () => {
    for (let time = 0; time < 3; time++) {
      await expectAsOnCpu(() => tf.cumprod(someTensor([3, 4]), 1));
      await expectAsOnCpu(() => tf.atan2(someTensor([3, 4]).add(1), someTensor([3, 4], 2)));
    }
    expect(onnx.warnings).to.deep.equal(["Cumprod", "Atan2"].map(warningOf));
  });

  it("take and give several tensors", async () => {
    await expectAsOnCpu(() => {
      const { values, indices } = tf.unique(tf.tensor1d([3, 1, 3, 2], "int32"));
      return [values, indices];
    });
    await expectAsOnCpu(() => tf.einsum("ij,jk->ik", someTensor([2, 3]), someTensor([3, 4], 2)));
  });

  it("have gradients where their operations have, through both", async () => {
    const images = (): tf.Tensor4D => someTensor([1, 4, 4, 2]) as tf.Tensor4D;
    await expectAsOnCpu(
      () =>
        tf.grads((x: tf.Tensor, filter: tf.Tensor) =>
          tf
            .conv2d(x.tanh() as tf.Tensor4D, filter as tf.Tensor4D, 1, "same")
            .square()
            .sum(),
        )([images(), someTensor([2, 2, 2, 3], 2)]),
      1e-5,
    );
  });

  it("compute with strings", async () => {
    const words = (): tf.Tensor => tf.tensor1d(["a", "bc", "ü"]);
    const results = tf.tidy(() => [
      tf.concat([words(), words()]),
      tf.slice(words(), [1], [2]),
      tf.fill([2], "d" as never),
      words().reshape([3, 1]),
      tf.stack([words(), words()], 1),
    ]);
    const found = await Promise.all(results.map((tensor) => tensor.array()));
    expect(found).to.deep.equal([
      ["a", "bc", "ü", "a", "bc", "ü"],
      ["bc", "ü"],
      ["d", "d"],
      [["a"], ["bc"], ["ü"]],
      [
        ["a", "a"],
        ["bc", "bc"],
        ["ü", "ü"],
      ],
    ]);
    tf.dispose(results);
  });

  it("compute with complex numbers", async () => {
    const numbers = (): tf.Tensor => tf.complex(tf.tensor1d([1, 2, 3, 4]), tf.tensor1d([0.5, 0, -1, 2]));
    await expectAsOnCpu(() => tf.real(tf.mul(numbers(), numbers())));
    await expectAsOnCpu(() => tf.imag(tf.mul(numbers(), numbers().reshape([4]))));
    await expectAsOnCpu(() => tf.abs(numbers().add(tf.tensor1d([1, 1, 1, 1]))));
    await expectAsOnCpu(() => tf.real(tf.spectral.fft(numbers())), 1e-5);
  });

  it("see what waits, and leave nothing behind", async () => {
    const compute = (): tf.Tensor => tf.cumprod(someTensor([4]).add(1).exp()).mul(2);
    await expectAsOnCpu(compute);
    const values = onnx.backend.numDataIds();
    await expectAsOnCpu(compute);
    expect(onnx.backend.numDataIds()).to.equal(values);
  });

  it("cannot be compiled, which is told", () => {
    const fast = onnx.backend.compile((x) => [tf.cumprod(x)]);
    expect(() => tf.tidy(() => fast(tf.tensor1d([1, 2])))).to.throw(RangeError, "a compiled function must not read the numbers of a tensor");
  });
});
