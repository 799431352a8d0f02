import engines from "@lode/engine-onnx";
import { expect } from "chai";
import { failureOf } from "../recipe/failure-of.js";
import { composeStub } from "../recipe/stub-recipe.js";
import { Child } from "../run/child-process.js";

/** Loads the engine with the options that are given and prints what it reports. */
const REPORT = `
  const { default: [engine] } = await import("@lode/engine-onnx");
  const tf = await import("@tensorflow/tfjs");
  await engine.load(JSON.parse(process.argv[1]));
  console.log(JSON.stringify([tf.getBackend(), engine.report()]));`;

/** The engine in the main thread and in a worker at once: the worker computes while the main thread's timer runs. Both end by themselves. */
const IN_A_WORKER = `
  const { Worker, isMainThread, parentPort } = await import("node:worker_threads");
  const { default: [engine] } = await import("@lode/engine-onnx");
  const tf = await import("@tensorflow/tfjs");
  await engine.load({ provider: "cpu", threads: 1 });
  const compute = async () => {
    const result = tf.tidy(() => tf.matMul(tf.ones([200, 300]), tf.fill([300, 100], 2)).sum(1).mean());
    return [...(await result.data())];
  };`;
const MAIN = `${IN_A_WORKER}
  const worker = new Worker(${JSON.stringify(`(async () => {${IN_A_WORKER}
    const numbers = [];
    for (let time = 0; time < 50; time++) numbers.push(...(await compute()));
    parentPort.postMessage(numbers);
  })()`)}, { eval: true });
  let ticks = 0;
  const timer = setInterval(() => ticks++, 1);
  const own = await compute();
  const numbers = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  clearInterval(timer);
  await new Promise((resolve) => worker.once("exit", resolve));
  console.log(JSON.stringify([own, new Set(numbers).size, numbers[0], numbers.length, ticks > 0]));`;

async function printed(program: string, ...words: readonly string[]): Promise<unknown> {
  const child = Child.run(program, ...words);
  const line: unknown = JSON.parse(await child.line());
  await child.end();
  return line;
}

describe("the ONNX engine", function () {
  this.timeout(30_000);

  it("is the one of its package", () => {
    expect(engines.map(({ name }) => name)).to.deep.equal(["onnx"]);
  });

  it("takes threads and provider, and reports them", async () => {
    const library = "ONNX Runtime 1.30.0, CPU";
    expect(await printed(REPORT, JSON.stringify({ provider: "cpu", threads: 3 }))).to.deep.equal(["onnx", { library, threads: 3 }]);
    expect(await printed(REPORT, "null"))
      .to.have.nested.property("[1].threads")
      .that.is.at.least(1);
  });

  it("has options that a recipe is held to", async () => {
    const resolved = async (engine: object): Promise<unknown> => (await composeStub({ engine })).resolved.engine;
    expect(await resolved({ use: "onnx", provider: "webgpu", threads: 2 })).to.deep.equal({ use: "onnx", provider: "webgpu", threads: 2 });
    const wrong: readonly (readonly [object, string])[] = [
      [{ provider: "cuda" }, "/engine/provider"],
      [{ threads: 0 }, "/engine/threads"],
      [{ threads: 1.5 }, "/engine/threads"],
      [{ thread: 2 }, "/engine/thread"],
    ];
    for (const [options, pointer] of wrong) {
      expect(await failureOf(() => resolved({ use: "onnx", ...options }))).to.have.nested.property("place.pointer", pointer);
    }
  });

  it("computes in a worker thread and in the main thread at once, and lets the process end", async () => {
    expect(await printed(MAIN)).to.deep.equal([[60000], 1, 60000, 50, true]);
  });
});
