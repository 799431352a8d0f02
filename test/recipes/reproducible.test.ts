import { train } from "@lode/core";
import { expect } from "chai";
import { join } from "node:path";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { comparableMetrics, filesBelow } from "./read-run.js";
import { RECIPES } from "./recipe-files.js";
import { PARITY, TINY } from "./tiny.js";

/** With a learnt reward model, with a critic, and with a sampler that draws again. */
const NAMES = ["oreal", "ppo", "dapo"];

describe("a run", () => {
  const folder = new TemporaryFolder();
  const cold = ["policy.initial.recipe=./cold.json"];

  async function run(name: string, out: string, set: readonly string[] = []): Promise<string> {
    const fixed = [...TINY, ...PARITY, "training.steps=3", "sampler.maxTokens=16", "training.policyFrozenSteps=1", "training.miniBatches=2"];
    await train(join(RECIPES, "arithmetic", `${name}.json`), { out: folder.at(out), directory: folder.path, set: [...fixed, ...set] });
    return folder.at(out);
  }

  before(() => {
    folder.write("cold.json", {
      extends: "@lode/recipes/arithmetic/sft.json",
      ...{ name: "cold", engine: "cpu", trackers: null },
      policy: { layers: 1, width: 16, heads: 2, feedForward: 32 },
      training: { steps: 4, promptsPerStep: 4 },
      evaluation: null,
    });
  });

  for (const name of NAMES) {
    it(`of ${name} is byte for byte the same when it is repeated`, async () => {
      const [first, second] = [await run(name, `${name}-1`), await run(name, `${name}-2`)];
      expect(comparableMetrics(second)).to.equal(comparableMetrics(first));
      expect(filesBelow(second, "checkpoints")).to.deep.equal(filesBelow(first, "checkpoints"));
      expect(filesBelow(second, "rollouts")).to.deep.equal(filesBelow(first, "rollouts"));
    });
  }

  it("is another one with another seed", async () => {
    const [first, second] = [await run("oreal", "seed-1"), await run("oreal", "seed-2", ["seed=2"])];
    expect(comparableMetrics(second)).to.not.equal(comparableMetrics(first));
    const [one, two] = [first, second].map((path) => filesBelow(path, "checkpoints"));
    expect(two["/checkpoints/step-3/policy.safetensors"]).to.be.a("string").and.not.equal(one["/checkpoints/step-3/policy.safetensors"]);
    expect(two["/checkpoints/step-3/rewardModel.safetensors"]).to.be.a("string").and.not.equal(one["/checkpoints/step-3/rewardModel.safetensors"]);
  });

  it("starts from its cold start, which is trained once for all that share it", async () => {
    const [first, second] = [await run("grpo", "from-cold-1", cold), await run("rloo", "from-cold-2", cold)];
    expect(filesBelow(first, "initial")).to.deep.equal(filesBelow(second, "initial"));
    expect(Object.keys(filesBelow(folder.path, "runs/.cache")).filter((path) => path.endsWith("summary.json"))).to.have.length(1);
    const [trained, random] = [first, await run("grpo", "from-nothing")].map((path) => comparableMetrics(path));
    expect(trained).to.not.equal(random);
  });
});
