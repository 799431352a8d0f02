import { expect } from "chai";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { comparableRows } from "../recipes/read-run.js";
import { ROOT } from "./packed-packages.js";
import { mustRun, runCommand, type Outcome } from "./run-command.js";
import { webgpuAdapter, type WebgpuAdapter } from "./webgpu-adapter.js";

const MOCHA = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");
const CONFORMANCE = fileURLToPath(new URL("./webgpu-conformance.js", import.meta.url));
const NUMBERS = fileURLToPath(new URL("./webgpu-numbers.js", import.meta.url));
const LODE = "core/bin/lode.js";
/** A cold start that gets some problems right, so that steps have gradients. */
const COLD_START = ["training.steps=300", "engine.threads=1"];
const THREE_STEPS = ["policy.initial.recipe=null", "training.steps=3", "training.promptsPerStep=4", "training.policyFrozenSteps=0"];

function printed({ stdout, stderr }: Outcome): string {
  return `${stdout.slice(-4000)}\n${stderr.slice(-4000)}`;
}

function training(recipe: string, into: string, set: readonly string[]): readonly string[] {
  const settings = ["engine.use=onnx", "evaluation=null", ...set].flatMap((value) => ["--set", value]);
  return [LODE, "train", `recipes/arithmetic/${recipe}.json`, ...settings, "--out", into];
}

/** The tests of a file of mocha's, in a process of its own, since a process has one engine. */
async function expectPassing(file: string, least: number, { variables }: WebgpuAdapter): Promise<void> {
  const words = [MOCHA, "--no-config", "--exit", "--timeout", "120000", "--require", "test/dist/hooks.js", file];
  const outcome = await runCommand(process.execPath, words, ROOT, variables);
  expect(outcome.code, printed(outcome)).to.equal(0);
  expect(Number(/(\d+) passing/.exec(outcome.stdout)?.[1]), printed(outcome)).to.be.at.least(least);
}

/** The engine onnx with provider webgpu: on a GPU where WebGPU finds one, else on software Vulkan. */
export function describeWebgpu(folder: () => string): void {
  describe("WebGPU", () => {
    const adapter = webgpuAdapter();
    if (typeof adapter === "string") it(`conformance, numbers and training: not tried (${adapter})`);
    else describe(`on ${adapter.title}`, () => describeComputing(adapter, folder));
    describeWithoutGpu(folder);
  });
}

function describeComputing(adapter: WebgpuAdapter, folder: () => string): void {
  it("passes the conformance suite of engines", () => expectPassing(CONFORMANCE, 15, adapter));

  it("computes fused kernels and compiled functions as TensorFlow.js's own engine does", () => expectPassing(NUMBERS, 9, adapter));

  it("trains three steps of OREAL with the CPU provider's numbers, within 1e-5 of each", async () => {
    const at = (run: string): string => join(folder(), `webgpu-${run}`);
    await mustRun(process.execPath, training("sft", at("cold-start"), COLD_START), ROOT);
    const set = [...THREE_STEPS, `policy.initial.run=${at("cold-start")}`];
    for (const provider of ["cpu", "webgpu"]) {
      await mustRun(process.execPath, training("oreal", at(provider), [...set, `engine.provider=${provider}`]), ROOT, adapter.variables);
    }
    const [expected, found] = [comparableRows(at("cpu")), comparableRows(at("webgpu"))];
    expect(found.map(({ step }) => step)).to.deep.equal([1, 2, 3]);
    expect(found[0]["policy/gradientNorm"]).to.be.above(0.01);
    for (const [place, row] of expected.entries()) {
      expect(Object.keys(found[place])).to.deep.equal(Object.keys(row));
      for (const [name, value] of Object.entries(row)) expect(found[place][name], name).to.be.closeTo(value, 1e-6 + 1e-5 * Math.abs(value));
    }
  });
}

function describeWithoutGpu(folder: () => string): void {
  if (process.platform !== "linux") {
    it("without a GPU, a readable error: not tried, since only Linux can be told that it has no Vulkan driver");
    return;
  }

  it("without a GPU, says in one line what is missing", async () => {
    const words = training("oreal", join(folder(), "webgpu-none"), ["engine.provider=webgpu"]);
    const { code, stderr } = await runCommand(process.execPath, words, ROOT, { VK_DRIVER_FILES: "/nonexistent" });
    const lines = stderr.split("\n").filter((line) => line.includes("ENGINE_UNAVAILABLE"));
    expect(code, stderr).to.equal(2);
    expect(lines, stderr).to.have.length(1);
    expect(lines[0]).to.match(/^ENGINE_UNAVAILABLE: onnx: WebGPU does not start here \(.*adapter.*\)\. It needs .*install.*Vulkan driver/);
    expect(lines[0]).not.to.contain("onnxruntime_src");
    expect(stderr).not.to.match(/^\s+at .*\.js:\d+/m);
  });
}
