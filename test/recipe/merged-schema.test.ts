import { Ajv, type ValidateFunction } from "ajv";
import { expect } from "chai";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { core } from "./core.js";
import stubPlugin from "./stub-plugin.js";
import { STUB_RECIPE } from "./stub-recipe.js";

const { mergedSchema } = core("recipe/merged-schema");
const { Registry } = core("plugin/registry");
const { loadCatalogue } = core("plugin/load-plugins");
const { enginePlugins, loadEngines } = core("plugin/load-engines");

const RECIPES = fileURLToPath(new URL("../../../recipes", import.meta.url));

const recipeFiles = readdirSync(RECIPES, { recursive: true, encoding: "utf8" }).filter(
  (name) => name.endsWith(".json") && !/(^package|compare|suite)/.test(name),
);

/** What an editor does: draft 07, closed objects. Lode's own keywords must not be in it. */
function validator(schema: object): ValidateFunction {
  return new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false }).compile(schema);
}

describe("mergedSchema of Lode's plugins", () => {
  let valid: ValidateFunction;

  before(async () => {
    valid = validator(mergedSchema(new Registry([...(await loadCatalogue()), ...enginePlugins(await loadEngines())])));
  });

  const read = (name: string) => JSON.parse(readFileSync(join(RECIPES, name), "utf8")) as Record<string, Record<string, unknown>>;

  for (const name of recipeFiles) {
    it(`accepts recipes/${name}`, () => {
      expect(valid(read(name)), JSON.stringify(valid.errors)).to.equal(true);
    });
  }

  const misspelt: readonly (readonly [what: string, recipe: object])[] = [
    ["a slot", { samler: { use: "group" } }],
    ["a component", { sampler: { use: "grup" } }],
    ["an option", { sampler: { use: "group", groupsize: 2 } }],
    ["an option of the optimizer", { policy: { use: "transformer", optimizer: { learningrate: 1 } } }],
    ["an option of a nested component", { rewardModel: { use: "sum", rewards: [{ use: "outcome", scales: "x" }] } }],
    ["a key of training", { training: { step: 3 } }],
    ["a key of an evaluation set", { evaluation: { sets: { a: { problem: 3 } } } }],
    ["the place of weights", { policy: { use: "transformer", initial: { recipie: "a.json" } } }],
    ["the type of a number", { training: { steps: "3" } }],
    ["the range of a number", { sampler: { use: "group", groupSize: 0 } }],
    ["a word of a choice", { objective: { use: "grpo", klEstimator: "k9" } }],
    ["an engine", { engine: { use: "abacus" } }],
    ["an option of an engine", { engine: { use: "cpu", threads: 2 } }],
  ];
  for (const [what, recipe] of misspelt) {
    it(`refuses a mistake in ${what}`, () => {
      expect(valid(recipe)).to.equal(false);
    });
  }

  it("accepts what a recipe inherits or removes", () => {
    for (const recipe of [
      { extends: "./base.json" },
      { extends: "./base.json", valueModel: null, sampler: { groupSize: null } },
      { objective: { klCoefficient: 0.1 } },
      ...["auto", { use: "cpu" }, null].map((engine) => ({ engine })),
    ]) {
      expect(valid(recipe), JSON.stringify(recipe)).to.equal(true);
    }
  });
});

describe("mergedSchema of other plugins", () => {
  it("has their components and their descriptions, and no keyword of Lode's own", async () => {
    const schema = mergedSchema(new Registry([stubPlugin, ...enginePlugins(await loadEngines())]));
    expect(JSON.stringify(schema)).to.not.contain("lodeContract").and.not.contain("lodeWeights");
    const valid = validator(schema);
    expect(valid(STUB_RECIPE), JSON.stringify(valid.errors)).to.equal(true);
    expect(valid({ ...STUB_RECIPE, objective: { use: "reinforce", aggregation: "fixed-length", maxTokens: 2 } })).to.equal(true);
    expect(valid({ ...STUB_RECIPE, objective: { use: "reinforce", aggregation: "token-mean", maxTokens: 2 } })).to.equal(false);
    expect(JSON.stringify(schema)).to.contain("Divides.");
  });
});
