import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { stateOf } from "./backend-state.js";
import { onnxModule } from "./modules.js";
import { onOnnx } from "./on-onnx.js";

/** Sessions kept, see ProgramCache. */
const CAPACITY = 64;

describe("sessions that are kept", () => {
  const onnx = onOnnx();
  const { NativeSession } = onnxModule("native-session");
  const dispose = NativeSession.prototype.dispose;
  let disposed = 0;

  before(() => {
    NativeSession.prototype.dispose = function () {
      disposed++;
      dispose.call(this);
    };
  });
  after(() => {
    NativeSession.prototype.dispose = dispose;
  });
  beforeEach(() => {
    onnx.backend.dispose();
    disposed = 0;
  });

  /** Work like no other with another length. */
  async function compute(length: number): Promise<void> {
    const result = tf.tidy(() => tf.ones([length]).sum());
    expect([...(await result.data())]).to.deep.equal([length]);
    result.dispose();
  }

  it(`are ${CAPACITY}; the one that was not used for longest is disposed of`, async () => {
    for (let length = 1; length <= CAPACITY; length++) await compute(length);
    const [first, second] = stateOf(onnx.backend).sessions;
    await compute(1);
    expect(disposed).to.equal(0);
    await compute(CAPACITY + 1);
    const { sessions } = stateOf(onnx.backend);
    expect([sessions.length, disposed]).to.deep.equal([CAPACITY, 1]);
    expect(sessions).to.include(first).and.not.include(second);
  });

  it("are made again when they are needed again", async () => {
    for (let length = 1; length <= CAPACITY + 6; length++) await compute(length);
    await compute(1);
    expect([stateOf(onnx.backend).sessions.length, disposed]).to.deep.equal([CAPACITY, 7]);
  });

  it("are all disposed of with the backend, which can be used on", async () => {
    for (let length = 1; length <= 5; length++) await compute(length);
    onnx.backend.dispose();
    expect(disposed).to.equal(5);
    expect(stateOf(onnx.backend)).to.deep.include({ sessions: [], pooled: 0 });
    await compute(3);
  });
});
