import { train } from "@lode/core";
import { expect } from "chai";
import { join } from "node:path";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { metricRows } from "../recipes/read-run.js";
import { RECIPES } from "../recipes/recipe-files.js";
import { PARITY, TINY } from "../recipes/tiny.js";

describe("the recipes of chains", function () {
  this.timeout(60_000);
  const folder = new TemporaryFolder();

  for (const [name, set] of [
    ["sft", []],
    ["oreal", [...PARITY, "sampler.maxTokens=16", "training.policyFrozenSteps=1"]],
  ] as const) {
    it(`${name}.json trains`, async () => {
      const out = folder.at(name);
      await train(join(RECIPES, "chains", `${name}.json`), { out, set: [...TINY, ...set] });
      const rows = metricRows(out);
      expect(rows[2]["selection/rows"], "rows that trained").to.be.greaterThan(0);
      expect(rows[2]["policy/gradientNorm"]).to.be.greaterThan(0);
    });
  }
});
