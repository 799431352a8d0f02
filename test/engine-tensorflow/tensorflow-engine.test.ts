import engines, { restoreRemovedFunctions, tensorflowEngine } from "@lode/engine-tensorflow";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import util from "node:util";

const CPU = { packageName: "the-package", needsGpu: false };
const GPU = { packageName: "the-package", needsGpu: true };

/** Stands for a package: registers a backend when it is imported. */
function registering(backend: object): () => Promise<unknown> {
  return async () => tf.registerBackend("tensorflow", () => Object.assign(new tf.KernelBackend(), { dispose: () => undefined }, backend));
}

const failing = (error: Error) => () => Promise.reject(error);

async function reasonOf(loading: Promise<void>): Promise<string> {
  return loading.then(
    () => "loaded",
    (error: unknown) => (error as Error).message,
  );
}

describe("engine tensorflow", () => {
  afterEach(async () => {
    await tf.setBackend("cpu");
    if (tf.findBackendFactory("tensorflow") as unknown) tf.removeBackend("tensorflow");
  });

  it("comes in two kinds, the faster first", () => {
    expect(engines.map(({ name }) => name)).to.deep.equal(["tensorflow-gpu", "tensorflow"]);
  });

  it("makes the backend of its package that of tfjs", async () => {
    await tensorflowEngine("tensorflow", CPU, registering({})).load();
    expect(tf.getBackend()).to.equal("tensorflow");
  });

  it("asks for a GPU where it is meant to have one, and else computes without it in the same library", async () => {
    expect(await reasonOf(tensorflowEngine("tensorflow-gpu", GPU, registering({ isUsingGpuDevice: false })).load())).to.equal(
      "the-package loads, but finds no GPU",
    );
    await tensorflowEngine("tensorflow", CPU, failing(new Error("a second native library"))).load();
    expect(tf.getBackend()).to.equal("tensorflow");
  });

  it("accepts a GPU", async () => {
    expect(await reasonOf(tensorflowEngine("tensorflow-gpu", GPU, registering({ isUsingGpuDevice: true })).load())).to.equal("loaded");
  });

  it("says in one line that its package is not installed, or why it does not load", async () => {
    const absent = tensorflowEngine("tensorflow", { packageName: "@lode/no-such-package", needsGpu: false });
    expect(await reasonOf(absent.load())).to.equal("@lode/no-such-package is not installed (npx lode-setup-tensorflow sets it up)");
    const broken = tensorflowEngine("tensorflow-gpu", GPU, failing(new Error("libtensorflow.so.2: cannot open\n  a long story")));
    expect(await reasonOf(broken.load())).to.equal("the-package does not load: libtensorflow.so.2: cannot open (npx lode-setup-tensorflow --gpu sets it up)");
    const bare = tensorflowEngine("tensorflow", CPU, failing(new Error("The Node.js native addon module (tfjs_binding.node) can not be found at path: …")));
    expect(await reasonOf(bare.load())).to.equal("the-package is installed without its native library (npx lode-setup-tensorflow sets it up)");
    const half = Object.assign(new Error("Cannot find package 'other' imported from the-package"), { code: "ERR_MODULE_NOT_FOUND" });
    expect(await reasonOf(tensorflowEngine("tensorflow", CPU, failing(half)).load())).to.contain(`the-package does not load: ${half.message}`);
  });

  it("puts back what newer versions of Node took away, before the package is imported", async () => {
    const functions = util as unknown as Record<string, ((value: unknown) => boolean) | undefined>;
    const { isArray, isNullOrUndefined } = functions;
    functions.isArray = functions.isNullOrUndefined = undefined;
    let seen: readonly unknown[] = [];
    const looking = (): Promise<unknown> => {
      const { isArray: array, isNullOrUndefined: nothing } = functions;
      seen = [array?.([]), array?.({}), nothing?.(null), nothing?.(undefined), nothing?.(0)];
      return registering({})();
    };
    await tensorflowEngine("tensorflow", CPU, looking).load();
    Object.assign(functions, { isArray, isNullOrUndefined });
    expect(seen).to.deep.equal([true, false, true, true, false]);
  });

  it("replaces what newer versions of Node warn of by the same without a warning", () => {
    const warning = (): boolean => expect.fail("a warning");
    const target: Record<string, unknown> = { isArray: warning, isNullOrUndefined: warning };
    restoreRemovedFunctions(target);
    expect((target.isArray as (value: unknown) => boolean)([])).to.equal(true);
    expect((target.isNullOrUndefined as (value: unknown) => boolean)(undefined)).to.equal(true);
  });

  it("multiplies on a GPU in float32, unless told otherwise", async () => {
    delete process.env.NVIDIA_TF32_OVERRIDE;
    await tensorflowEngine("tensorflow-gpu", GPU, registering({ isUsingGpuDevice: true })).load();
    expect(process.env.NVIDIA_TF32_OVERRIDE).to.equal("0");
    delete process.env.NVIDIA_TF32_OVERRIDE;
  });

  it("names its library and device", async () => {
    const engine = tensorflowEngine("tensorflow", CPU, registering({ binding: { TF_Version: "2.15.1" }, isUsingGpuDevice: false }));
    await engine.load();
    expect(engine.report?.()).to.deep.equal({ library: "TensorFlow 2.15.1, CPU", threads: null });
  });

  it("keeps what the library tells from standard error, unless told otherwise", async () => {
    const before = process.env.TF_CPP_MIN_LOG_LEVEL;
    try {
      for (const [given, expected] of [
        [undefined, "1"],
        ["0", "0"],
      ]) {
        delete process.env.TF_CPP_MIN_LOG_LEVEL;
        if (given !== undefined) process.env.TF_CPP_MIN_LOG_LEVEL = given;
        await tensorflowEngine("tensorflow", CPU, registering({})).load();
        expect(process.env.TF_CPP_MIN_LOG_LEVEL).to.equal(expected);
      }
    } finally {
      delete process.env.TF_CPP_MIN_LOG_LEVEL;
      if (before !== undefined) process.env.TF_CPP_MIN_LOG_LEVEL = before;
    }
  });
});
