import { train } from "@lode/core";
import { expect } from "chai";
import { join } from "node:path";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { metricRows } from "./read-run.js";
import { RECIPES } from "./recipe-files.js";
import { PARITY, TINY } from "./tiny.js";

const SHORT = [...TINY, "sampler.maxTokens=16"];

for (const task of ["chains", "countdown"]) {
  describe(`the recipes of ${task}`, function () {
    this.timeout(60_000);
    const folder = new TemporaryFolder();

    for (const [name, set] of [
      ["sft", TINY],
      ["oreal", [...SHORT, ...PARITY, "training.policyFrozenSteps=1"]],
    ] as const) {
      it(`${name}.json trains`, async () => {
        const out = folder.at(name);
        await train(join(RECIPES, task, `${name}.json`), { out, set });
        const rows = metricRows(out);
        expect(rows[2]["selection/rows"], "rows that trained").to.be.greaterThan(0);
        expect(rows[2]["policy/gradientNorm"]).to.be.greaterThan(0);
      });
    }

    it("judge by the verifier of the task", async () => {
      const out = folder.at("judged");
      await train(join(RECIPES, task, "base.json"), { out, set: SHORT });
      expect(metricRows(out)[1]).to.include({ "verifier/abstain": 0, "verifier/correct": 0, "reward/mean": -1 });
    });
  });
}
