import { expect } from "chai";
import { core } from "./core.js";
import { composeStub } from "./stub-recipe.js";

const { diffRecipes } = core("recipe/diff-recipes");

type Recipe = Parameters<typeof diffRecipes>[0];

async function resolved(changes: object = {}, set: readonly string[] = []): Promise<Recipe> {
  return (await composeStub(changes, set)).resolved;
}

describe("diffRecipes", () => {
  const classes: readonly (readonly [a: object, b: object, pointer: string, of: string])[] = [
    [{ name: "a" }, { name: "b" }, "/name", "run"],
    [{ plugins: ["a"] }, { plugins: ["b"] }, "/plugins", "run"],
    [{ engine: "cpu" }, { engine: "wasm" }, "/engine", "run"],
    [{ trackers: [{ use: "a" }] }, {}, "/trackers", "run"],
    [{ training: { checkpointEvery: 1 } }, { training: { checkpointEvery: 2 } }, "/training/checkpointEvery", "run"],
    [{ seed: 1 }, { seed: 2 }, "/seed", "data"],
    [{ dataset: { levels: [1] } }, { dataset: { levels: [2] } }, "/dataset/levels", "data"],
    [{ tokenizer: { use: "a" } }, { tokenizer: { use: "b" } }, "/tokenizer/use", "data"],
    [{ verifier: { use: "a" } }, { verifier: { use: "b" } }, "/verifier/use", "evaluation"],
    [{ evaluation: { every: 1 } }, { evaluation: { every: 2 } }, "/evaluation/every", "evaluation"],
    ...["steps", "promptsPerStep", "epochs", "miniBatches"].map((key): [object, object, string, string] => [
      { training: { [key]: 1 } },
      { training: { [key]: 2 } },
      `/training/${key}`,
      "budget",
    ]),
    ...["groupSize", "maxTokens", "maxRounds"].map((key): [object, object, string, string] => [
      { sampler: { [key]: 1 } },
      { sampler: { [key]: 2 } },
      `/sampler/${key}`,
      "budget",
    ]),
    [{ policy: { width: 1 } }, { policy: { width: 2 } }, "/policy/width", "policy"],
    [{ policy: { initial: { recipe: "a" } } }, { policy: {} }, "/policy/initial/recipe", "policy"],
    [{ policy: { optimizer: { learningRate: 1 } } }, { policy: { optimizer: { learningRate: 2 } } }, "/policy/optimizer/learningRate", "algorithm"],
    [{ sampler: { temperature: 1 } }, { sampler: { temperature: 2 } }, "/sampler/temperature", "algorithm"],
    [{ sampler: { use: "a" } }, { sampler: { use: "b" } }, "/sampler/use", "algorithm"],
    [{ training: { policyFrozenSteps: 1 } }, { training: { policyFrozenSteps: 2 } }, "/training/policyFrozenSteps", "algorithm"],
    ...["rewardModel", "valueModel", "advantage", "selection", "objective"].map((slot): [object, object, string, string] => [
      { [slot]: { use: "a" } },
      {},
      `/${slot}/use`,
      "algorithm",
    ]),
  ];
  for (const [a, b, pointer, of] of classes) {
    it(`${pointer} is ${of}`, () => {
      const found = diffRecipes(a as Recipe, b as Recipe);
      expect(found.map((difference) => [difference.pointer, difference.class])).to.deep.equal([[pointer, of]]);
    });
  }

  it("finds nothing between a recipe and itself, whatever is written out", async () => {
    expect(diffRecipes(await resolved(), await resolved({}, ["sampler.groupSize=4", "seed=1"]))).to.deep.equal([]);
  });

  it("gives both values, and none where a recipe has none", async () => {
    const found = diffRecipes(await resolved(), await resolved({ verifier: null, objective: { use: "reinforce", aggregation: "fixed-length", maxTokens: 3 } }));
    expect(found).to.deep.equal([
      { class: "evaluation", pointer: "/verifier/use", a: "fair", b: undefined },
      { class: "algorithm", pointer: "/objective/aggregation", a: "token-mean", b: "fixed-length" },
      { class: "algorithm", pointer: "/objective/epsilon", a: 0.5, b: undefined },
      { class: "algorithm", pointer: "/objective/maxTokens", a: undefined, b: 3 },
    ]);
  });

  it("is the same from the other side", async () => {
    const [a, b] = [await resolved(), await resolved({ sampler: { use: "single" } })];
    const mirrored = diffRecipes(b, a).map(({ a: right, b: left, ...rest }) => ({ ...rest, a: left, b: right }));
    expect(mirrored).to.have.deep.members([...diffRecipes(a, b)]);
  });
});
