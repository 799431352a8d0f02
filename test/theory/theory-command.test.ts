import { train } from "@lode/core";
import { expect } from "chai";
import { join } from "node:path";
import { runLode } from "../cli/run-lode.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { metricRows } from "../recipes/read-run.js";
import { RECIPES, recipeFiles } from "../recipes/recipe-files.js";
import type { Modules } from "./core.js";

type Theory = Awaited<ReturnType<Modules["cli/theory"]["theory"]>>;

/** 211 completions. */
const SHORT = ["--set", "sampler.maxTokens=2", "--set", "sampler.groupSize=6"];
const RECIPE = join(RECIPES, "theory/one-of-each.json");

describe("lode theory", () => {
  it("gives both claims as one object", async () => {
    const { code, stdout, stderr } = await runLode("theory", RECIPE, ...SHORT, "--json");
    expect([code, stderr]).to.deep.equal([0, ""]);
    const { completions, passRate, groupSize, claim1, claim2, problem } = JSON.parse(stdout) as Theory;
    expect([completions, groupSize]).to.deep.equal([211, 6]);
    expect(claim1.correct.map(({ text }) => text)).to.deep.equal([problem.answer]);
    expect(passRate).to.be.within(0, 1);
    for (const { n, bestOfN, optimum, largestDifference } of claim1.curve) {
      expect(bestOfN).to.be.closeTo(1 - (1 - passRate) ** n, 1e-12);
      expect(optimum).to.be.closeTo(bestOfN, 1e-9);
      expect(largestDifference).to.be.below(1e-9);
    }
    const { bestOfN, positives } = claim1.cloning;
    for (const points of [bestOfN, positives]) expect(points.at(-1)?.kl).to.be.below((points[0].kl ?? 0) / 5);
    expect(positives[0].correct, "both start from the same weights").to.equal(bestOfN[0].correct);
    for (const { p, unbiased, reshaped, measuredAll, measuredSelected } of claim2.curve) {
      expect(unbiased).to.equal(2 * p);
      expect(Math.abs(measuredSelected.mean - reshaped)).to.be.at.most(5 * measuredSelected.standardError + 1e-6);
      expect(Math.abs(measuredAll.mean - unbiased)).to.be.at.most(5 * measuredAll.standardError);
    }
  });

  it("prints them, the same each time, for another problem too", async () => {
    const [first, again, other] = [
      await runLode("theory", RECIPE, ...SHORT, "--problem", "3"),
      await runLode("theory", RECIPE, ...SHORT, "--problem", "3"),
      await runLode("theory", RECIPE, ...SHORT, "--problem", "4"),
    ];
    expect(first.code).to.equal(0);
    expect(first.stdout)
      .to.contain("Claim 1: the best of N is the KL-regularised optimum")
      .and.match(/^ +1 +inf +0\.\d+ /m)
      .and.match(/^ {2}0\.50 +1\.000 +\d\.\d+ /m)
      .and.contain("K = 6 is the recipe's sampler.groupSize");
    expect(again.stdout).to.equal(first.stdout);
    expect(other.stdout).not.to.equal(first.stdout);
  });

  it("refuses what cannot be listed, a problem that is not there, and a recipe without groups", async () => {
    const refusals: readonly (readonly [words: readonly string[], code: string, says: string])[] = [
      [["--set", "sampler.maxTokens=5"], "RECIPE_INVALID_VALUE", "too many to list"],
      [[...SHORT, "--problem", "99"], "USAGE", "no problem 99"],
      [["--set", "sampler.groupSize=1", "--set", "advantage.use=none", "--set", "selection.use=all"], "RECIPE_INVALID_VALUE", "groupSize"],
      [["--set", "sampler.maxTokens=1", "--problem", "0"], "DATA_INVALID", "never"],
    ];
    for (const [words, code, says] of refusals) {
      const result = await runLode("theory", RECIPE, ...words);
      expect([result.code, result.stdout], words.join(" ")).to.deep.equal([2, ""]);
      expect(result.stderr)
        .to.match(new RegExp(`^${code}: `))
        .and.contain(says);
    }
  });

  it("has help with examples", async () => {
    expect((await runLode("theory", "--help")).stdout)
      .to.contain("Examples:\n  lode theory\n")
      .and.contain("--json");
  });
});

describe("the theory recipes", () => {
  const folder = new TemporaryFolder();
  const names = recipeFiles.filter((name) => name.startsWith("theory/"));

  it("are there", () => {
    expect(names.map((name) => name.replace("theory/", ""))).to.deep.equal(["base.json", "best-of-n.json", "one-of-each.json", "rloo.json", "unreshaped.json"]);
  });

  for (const name of names) {
    it(`${name} learns`, async () => {
      const out = folder.at(name);
      const set = [
        "training.steps=12",
        "training.checkpointEvery=12",
        'trackers=[{"use":"jsonl","rollouts":false}]',
        "policy.initialDeviation=0",
        "evaluation.every=12",
      ];
      const { initial, final } = await train(join(RECIPES, name), { out, set: [...set, "sampler.maxTokens=2", "evaluation.maxTokens=2"] });
      expect(final?.pass1).to.be.greaterThan(initial?.pass1 ?? 1);
      expect(metricRows(out).some((row) => row["selection/rows"] > 0)).to.equal(true);
    });
  }
});
