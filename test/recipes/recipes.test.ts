import { compose } from "@lode/core";
import { expect } from "chai";
import { dirname, join } from "node:path";
import { core } from "../recipe/core.js";
import { RECIPES, recipeFiles } from "./recipe-files.js";

const { diffRecipes } = core("recipe/diff-recipes");

/** Cold starts are no algorithms to be compared. */
const COLD_STARTS = ["arithmetic/sft.json", "arithmetic/sft-by-line.json", "files/sft.json", "countdown/sft.json", "chains/sft.json"];

/** Differences of the budget that a recipe's README explains. */
const BUDGET: Readonly<Record<string, readonly string[]>> = {
  "arithmetic/dapo.json": ["/sampler/maxRounds"],
  "chains/oreal-dynamic.json": ["/sampler/maxRounds"],
  "chains/oreal-unweighted-dynamic.json": ["/sampler/maxRounds"],
};

const algorithms = recipeFiles.filter((name) => !name.endsWith("/base.json") && !COLD_STARTS.includes(name));

async function differences(name: string) {
  const [base, recipe] = await Promise.all([join(RECIPES, dirname(name), "base.json"), join(RECIPES, name)].map((file) => compose(file)));
  return diffRecipes(base.resolved, recipe.resolved);
}

describe("the recipes", () => {
  it("are there", () => {
    expect(recipeFiles).to.include.members(["base", "oreal", "grpo", "ppo", "rloo", "dapo", "sft"].map((name) => `arithmetic/${name}.json`));
  });

  for (const name of recipeFiles) {
    it(`${name} composes, without a warning, under its own name`, async () => {
      const { resolved, warnings } = await compose(join(RECIPES, name));
      expect(warnings).to.deep.equal([]);
      expect(resolved.name).to.equal(name.replace(".json", "").replaceAll("/", "-"));
    });
  }

  for (const name of algorithms) {
    it(`${name} differs from its base in the algorithm alone`, async () => {
      const found = await differences(name);
      const others = found.filter(({ class: of }) => of !== "algorithm" && of !== "run");
      expect(others.map(({ pointer }) => pointer)).to.deep.equal(BUDGET[name] ?? []);
      expect(found.map(({ pointer }) => pointer)).to.include("/name");
    });

    it(`${name} samples and optimizes the policy as its base does`, async () => {
      const pointers = (await differences(name)).map(({ pointer }) => pointer);
      expect(pointers.filter((pointer) => pointer.startsWith("/policy/") || /^\/sampler\/(temperature|topP|topK)$/.test(pointer))).to.deep.equal([]);
    });
  }
});
