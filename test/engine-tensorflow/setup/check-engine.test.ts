import type { Engine, UserError } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { setupModule } from "./modules.js";

const { checkEngine } = setupModule("check-engine");
const { measureProduct } = setupModule("measure-product");
const BACKEND = "check-engine-test";

const cpu: Engine = { name: "cpu", load: () => tf.setBackend("cpu").then(() => undefined) };

/** The cpu engine with a kernel that gives another number. */
const wrong: Engine = {
  name: "wrong",
  load: async () => {
    tf.registerBackend(BACKEND, tf.findBackendFactory("cpu") as () => tf.KernelBackend);
    tf.copyRegisteredKernels("cpu", BACKEND);
    tf.unregisterKernel("Multiply", BACKEND);
    const add = tf.getKernel("Add", "cpu") as tf.KernelConfig;
    tf.registerKernel({ ...add, kernelName: "Multiply", backendName: BACKEND });
    await tf.setBackend(BACKEND);
  },
};

async function failureOf(engine: Engine): Promise<UserError> {
  return checkEngine(engine).then(
    () => expect.fail("it passed"),
    (error: unknown) => error as UserError,
  );
}

describe("engine tensorflow: check", () => {
  afterEach(async () => {
    await tf.setBackend("cpu");
    if (tf.findBackendFactory(BACKEND) as unknown) tf.removeBackend(BACKEND);
  });

  it("passes an engine whose numbers are right, and measures it", async () => {
    await checkEngine(cpu);
    expect(await measureProduct(16)).to.be.above(0);
  });

  it("refuses one that computes wrong numbers, and shows them", async () => {
    const { code, message, place } = await failureOf(wrong);
    expect(code).to.equal("ENGINE_UNAVAILABLE");
    expect(place.component).to.equal("wrong");
    expect(message).to.match(/^computes wrong numbers: gradient [\d. -]+ instead of 454 618 1030 1402$/);
  });

  it("says why one does not load, and what sets it up", async () => {
    const { message, remedy } = await failureOf({ name: "absent", load: () => Promise.reject(new Error("not installed")) });
    expect(message).to.equal("not installed");
    expect(remedy).to.contain("Run the setup");
  });
});
