import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setupModule } from "../engine-tensorflow/setup/modules.js";
import type { MetricRow } from "../recipes/read-run.js";
import { ROOT } from "./packed-packages.js";
import { runCommand, type Outcome } from "./run-command.js";
import { TensorflowCopy } from "./tensorflow-copy.js";
import { registryFailure } from "./workshop.js";

const { assertMachine, thisMachine } = setupModule("assert-machine");
const { runProgram } = setupModule("run-program");
const { variant } = setupModule("variant");

const RECIPES = ["oreal", "grpo"];
/** The oldest Node.js that Lode supports, and the newest. */
const NODES = ["20", "latest"];
/** A cold start that gets some problems right: groups are mixed, and the first step has gradients. */
const COLD_START = ["training.steps=300"];
const FROM_COLD_START = ["policy.initial.recipe=null", "policy.initial.run=runs/cold-start"];
const TWO_STEPS = [...FROM_COLD_START, "training.steps=2", "training.promptsPerStep=4", "training.policyFrozenSteps=0"];
const LIST_GPUS = "nvidia-smi";
const UNTOUCHED = ["package.json", "package-lock.json"];

/** Why native TensorFlow cannot be set up here, or undefined. */
async function obstacle(folder: string): Promise<string | undefined> {
  const machine = await assertMachine(variant(false), thisMachine(), runProgram).catch((error: unknown) => (error as Error).message);
  if (machine !== undefined) return machine;
  const registry = await registryFailure(folder);
  if (registry !== undefined) return `npm's registry cannot be reached: ${registry}`;
  const { code, stderr } = await runCommand("python3", ["-m", "pip", "index", "versions", "tensorflow-cpu"], folder);
  return code === 0 ? undefined : `the Python package index cannot be reached: ${stderr.split("\n").find((line) => line.includes("ERROR")) ?? stderr}`;
}

function printed({ stdout, stderr }: Outcome): string {
  return `${stdout.slice(-4000)}\n${stderr.slice(-4000)}`;
}

/** Within float32's rounding over a step. */
function expectSame(found: MetricRow, expected: MetricRow): void {
  expect(Object.keys(found)).to.deep.equal(Object.keys(expected));
  for (const [name, value] of Object.entries(expected)) expect(found[name], name).to.be.closeTo(value, 1e-6 + 1e-5 * Math.abs(value));
}

function describeComputing(engine: string, version: string, copy: () => TensorflowCopy): void {
  let node: string;

  before(async () => {
    node = await copy().node(version);
  });

  it("passes the conformance suite of engines", async () => {
    const outcome = await copy().conform(node, engine);
    expect(outcome.code, printed(outcome)).to.equal(0);
    expect(Number(/^[#ℹ] pass (\d+)$/m.exec(outcome.stdout)?.[1]), printed(outcome)).to.be.above(10);
  });

  for (const recipe of RECIPES) {
    it(`trains ${recipe} two steps, the first with the cpu engine's numbers`, async () => {
      const into = `${recipe}-${engine}-${version}`;
      await copy().train({ node, recipe, engine, into, set: TWO_STEPS });
      const rows = copy().rows(into);
      expect(rows.map(({ step }) => step)).to.deep.equal([1, 2]);
      expect(rows[0]["policy/gradientNorm"]).to.be.above(0.01);
      expectSame(rows[0], copy().rows(`${recipe}-cpu`)[0]);
    });
  }
}

/** Native TensorFlow, set up as a user does it in a copy of the repository. */
export function describeTensorflow(folder: () => string): void {
  describe("native TensorFlow", () => {
    let copy: TensorflowCopy;
    let installed: Outcome;

    before(async function () {
      const reason = await obstacle(folder());
      if (reason !== undefined) {
        process.stdout.write(`  skipped: native TensorFlow (${reason})\n`);
        this.skip();
      }
      copy = new TensorflowCopy(join(folder(), "tensorflow"));
      await copy.build();
      installed = await copy.setUp();
      const node = process.execPath;
      await copy.train({ node, recipe: "sft", engine: "wasm", into: "cold-start", set: COLD_START });
      for (const recipe of RECIPES) await copy.train({ node, recipe, engine: "cpu", into: `${recipe}-cpu`, set: TWO_STEPS });
    });

    it("is set up by `npm run setup:tensorflow`, which leaves package.json and the lock as they are", () => {
      expect(installed.code, printed(installed)).to.equal(0);
      expect(installed.stdout).to.match(/^tensorflow computes: .* GFLOPS/m);
      for (const file of UNTOUCHED) expect(copy.read(file), file).to.equal(readFileSync(join(ROOT, file), "utf8"));
    });

    it("is set up once: the second time nothing is fetched", async () => {
      const again = await copy.setUp();
      expect(again.code, printed(again)).to.equal(0);
      expect(again.stdout).to.match(/^already set up: tensorflow computes/m);
    });

    for (const version of NODES) {
      describe(`engine tensorflow on Node.js ${version}`, () => describeComputing("tensorflow", version, () => copy));
    }

    describeGpu(() => copy);
  });
}

/** Where there is a GPU, the same on it. */
function describeGpu(copy: () => TensorflowCopy): void {
  if (spawnSync(LIST_GPUS, ["-L"]).status !== 0) {
    it("engine tensorflow-gpu: not tried, since nvidia-smi finds no GPU here");
    return;
  }
  describe("engine tensorflow-gpu", () => {
    before(async () => {
      const outcome = await copy().setUp("--gpu");
      expect(outcome.code, printed(outcome)).to.equal(0);
    });

    describeComputing("tensorflow-gpu", "latest", copy);
  });
}
