import { train } from "@lode/core";
import { expect } from "chai";
import { join } from "node:path";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { filesBelow, metricRows } from "./read-run.js";
import { RECIPES, recipeFiles } from "./recipe-files.js";
import { PARITY, TINY } from "./tiny.js";

describe("every arithmetic recipe trains", () => {
  const folder = new TemporaryFolder();

  for (const name of recipeFiles.filter((file) => file.startsWith("arithmetic/"))) {
    it(name, async () => {
      const out = folder.at(name.replace(".json", ""));
      const frozen = "training.policyFrozenSteps=1";
      const events: string[] = [];
      const result = await train(join(RECIPES, name), { out, set: [...TINY, ...PARITY, frozen], onEvent: ({ type }) => events.push(type) });
      expect([result.steps, result.location, result.final?.problems]).to.deep.equal([2, out, 4]);
      const rows = metricRows(out);
      expect(rows.map(({ step }) => step)).to.deep.equal([0, 1, 2]);
      for (const [metric, value] of rows.flatMap((row) => Object.entries(row))) expect(value, metric).to.satisfy(Number.isFinite);
      expect(rows[2]["selection/rows"], "rows that trained").to.be.greaterThan(0);
      expect(rows[2]["policy/gradientNorm"]).to.be.greaterThan(0);
      expect(rows[1]).to.not.have.property("policy/gradientNorm");
      expect(events.filter((type) => type === "step")).to.have.length(3);
      expect(Object.keys(filesBelow(out, "checkpoints")).some((path) => path.endsWith("step-2/policy.safetensors"))).to.equal(true);
    });
  }
});
