import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { stateOf } from "./backend-state.js";
import { onOnnx } from "./on-onnx.js";

describe("work that fails on ONNX Runtime", () => {
  const onnx = onOnnx();

  /** An index outside that is known only when it is computed, and a sum that has nothing to do with it. */
  function work(): [tf.Tensor, tf.Tensor] {
    return tf.tidy(() => [tf.gather(tf.tensor1d([1, 2]), tf.tensor1d([1], "int32").add(tf.scalar(4, "int32"))), tf.scalar(1).add(1)]);
  }

  async function failureOf(tensor: tf.Tensor): Promise<unknown> {
    return tensor.data().then(
      () => undefined,
      (error: unknown) => error,
    );
  }

  it("names the operator and what is wrong", async () => {
    const [outside, sum] = work();
    expect(await failureOf(outside))
      .to.be.an("error")
      .with.property("message")
      .that.contains("Gather")
      .and.contains("idx=5");
    tf.dispose([outside, sum]);
  });

  it("is told again to whoever reads or uses what should have been computed with it", async () => {
    const [outside, sum] = work();
    await failureOf(sum);
    for (const tensor of [outside, sum]) {
      expect(await failureOf(tensor))
        .to.be.an("error")
        .with.property("message")
        .that.matches(/^these numbers were not computed, since this failed before: .*Gather/);
    }
    expect(() => tf.tidy(() => sum.add(1))).to.throw("Gather");
    tf.dispose([outside, sum]);
  });

  it("leaves the backend as it was: the next work is computed, and nothing waits or is held", async () => {
    const { values } = stateOf(onnx.backend);
    const [outside, sum] = work();
    await failureOf(outside);
    const next = tf.tidy(() => tf.scalar(3).mul(2));
    expect([...(await next.data())]).to.deep.equal([6]);
    tf.dispose([outside, sum, next]);
    expect(stateOf(onnx.backend)).to.include({ waiting: 0, values });
  });
});
