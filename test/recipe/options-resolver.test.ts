import { compose, type ErrorCode } from "@lode/core";
import { expect } from "chai";
import { failureOf } from "./failure-of.js";
import { STUB_RECIPE, composeStub } from "./stub-recipe.js";
import stubPlugin from "./stub-plugin.js";
import { TemporaryFolder } from "./temporary-folder.js";

type Row = readonly [what: string, changes: object, code: ErrorCode, pointer: string, says: string];

const MEMORY = { use: "memory" };

const ERRORS: readonly Row[] = [
  ["a misspelt key at the top", { samler: { use: "group" } }, "RECIPE_UNKNOWN_KEY", "/samler", 'Did you mean "sampler"?'],
  ["a key in other letters", { rewardmodel: { use: "outcome" } }, "RECIPE_UNKNOWN_KEY", "/rewardmodel", 'Did you mean "rewardModel"?'],
  ["a misspelt option", { sampler: { use: "group", gruopSize: 2 } }, "RECIPE_UNKNOWN_KEY", "/sampler/gruopSize", 'Did you mean "groupSize"?'],
  ["a misspelt option of training", { training: { ...STUB_RECIPE.training, epoch: 2 } }, "RECIPE_UNKNOWN_KEY", "/training/epoch", 'Did you mean "epochs"?'],
  ["a key that is near to nothing", { sampler: { use: "group", zzzzzz: 2 } }, "RECIPE_UNKNOWN_KEY", "/sampler/zzzzzz", "Valid keys: groupSize."],
  ["an option of a component without options", { selection: { use: "all", a: 1 } }, "RECIPE_UNKNOWN_KEY", "/selection/a", "no options"],
  ["a misspelt key that null removes", { sampler: { use: "group", grupSize: null } }, "RECIPE_UNKNOWN_KEY", "/sampler/grupSize", 'Did you mean "groupSize"?'],
  ["a misspelt slot that null removes", { valueMdel: null }, "RECIPE_UNKNOWN_KEY", "/valueMdel", 'Did you mean "valueModel"?'],
  [
    "a misspelt key of nested options",
    { policy: { use: "bare", optimizer: { learningrat: 1 } } },
    "RECIPE_UNKNOWN_KEY",
    "/policy/optimizer/learningrat",
    "learningRate",
  ],
  [
    "a misspelt key of a nested component",
    { rewardModel: { use: "token", reward: { use: "outcome", scal: 1 } } },
    "RECIPE_UNKNOWN_KEY",
    "/rewardModel/reward/scal",
    '"scale"',
  ],
  ["a misspelt key in a list", { trackers: [MEMORY, { ...MEMORY, rollout: 1 }] }, "RECIPE_UNKNOWN_KEY", "/trackers/1/rollout", '"rollouts"'],
  ["a key with a slash and a tilde", { "a/b~c": 1 }, "RECIPE_UNKNOWN_KEY", "/a~1b~0c", "Valid keys"],
  ["a removed key with a slash and a tilde", { sampler: { use: "group", "a/b~c": null } }, "RECIPE_UNKNOWN_KEY", "/sampler/a~1b~0c", "Valid keys"],
  ["constructor", { sampler: { use: "group", constructor: 1 } }, "RECIPE_UNKNOWN_KEY", "/sampler/constructor", "Valid keys"],
  ["prototype", { prototype: {} }, "RECIPE_UNKNOWN_KEY", "/prototype", "Valid keys"],
  ["constructor as a name", { evaluation: { sets: { constructor: {} } } }, "RECIPE_UNKNOWN_KEY", "/evaluation/sets/constructor", "letters"],
  [
    "an option of another mode",
    { objective: { use: "reinforce", maxTokens: 8 } },
    "RECIPE_WRONG_MODE",
    "/objective/maxTokens",
    'set "aggregation" to "fixed-length"',
  ],
  [
    "an option of the default mode in another",
    { objective: { use: "reinforce", aggregation: "fixed-length", maxTokens: 8, epsilon: 1 } },
    "RECIPE_WRONG_MODE",
    "/objective/epsilon",
    '"token-mean"',
  ],
  [
    "an option of another schedule",
    { policy: { use: "bare", optimizer: { finalFraction: 0.5 } } },
    "RECIPE_WRONG_MODE",
    "/policy/optimizer/finalFraction",
    '"cosine"',
  ],
  [
    "an unknown mode",
    { objective: { use: "reinforce", aggregation: "token" } },
    "RECIPE_INVALID_VALUE",
    "/objective/aggregation",
    '"token-mean", "fixed-length"',
  ],
  [
    "a mode that is no string",
    { objective: { use: "reinforce", aggregation: 3 } },
    "RECIPE_INVALID_VALUE",
    "/objective/aggregation",
    '"token-mean", "fixed-length"',
  ],
  [
    "a mode without its required option",
    { objective: { use: "reinforce", aggregation: "fixed-length" } },
    "RECIPE_MISSING_KEY",
    "/objective",
    'Add "maxTokens": Divides.',
  ],
  ["a string for a number", { sampler: { use: "group", groupSize: "4" } }, "RECIPE_INVALID_VALUE", "/sampler/groupSize", "must be integer"],
  ["a fraction for an integer", { training: { ...STUB_RECIPE.training, steps: 1.5 } }, "RECIPE_INVALID_VALUE", "/training/steps", "1.5 must be integer"],
  ["a number below its range", { sampler: { use: "group", groupSize: 0 } }, "RECIPE_INVALID_VALUE", "/sampler/groupSize", "0 must be >= 1"],
  [
    "a number at an open bound",
    { policy: { use: "bare", optimizer: { learningRate: 0 } } },
    "RECIPE_INVALID_VALUE",
    "/policy/optimizer/learningRate",
    "0 must be > 0",
  ],
  ["another word of a choice", { rewardModel: { use: "outcome", scale: "sign" } }, "RECIPE_INVALID_VALUE", "/rewardModel/scale", 'one of "signs", "bits"'],
  ["a wrong entry of a list", { dataset: { use: "numbers", levels: [1, "x"] } }, "RECIPE_INVALID_VALUE", "/dataset/levels/1", '"x" must be integer'],
  ["a null in a list", { dataset: { use: "numbers", levels: [1, null] } }, "RECIPE_INVALID_VALUE", "/dataset/levels/1", "null must be integer"],
  ["an empty list", { rewardModel: { use: "sum", rewards: [] } }, "RECIPE_INVALID_VALUE", "/rewardModel/rewards", "fewer than 1"],
  ["a list for an object", { sampler: [] }, "RECIPE_INVALID_VALUE", "/sampler", "must be an object"],
  ["a name for a component", { sampler: "group" }, "RECIPE_INVALID_VALUE", "/sampler", '"group" must be an object'],
  ["an object for a list", { trackers: {} }, "RECIPE_INVALID_VALUE", "/trackers", "must be array"],
  ["a name with a slash", { name: "a/b" }, "RECIPE_INVALID_VALUE", "/name", "must match pattern"],
  ["a plugin that is no string", { plugins: [3] }, "RECIPE_INVALID_VALUE", "/plugins/0", "3 must be string"],
  ["a component without use", { sampler: { groupSize: 2 } }, "RECIPE_MISSING_KEY", "/sampler", "Name a Sampler: group, single."],
  ["a missing slot", { sampler: null }, "RECIPE_MISSING_KEY", "", '"sampler" is missing'],
  ["a missing option", { training: { steps: 3 } }, "RECIPE_MISSING_KEY", "/training", '"promptsPerStep" is missing'],
  ["an unknown component", { advantage: { use: "rlo" } }, "COMPONENT_UNKNOWN", "/advantage/use", 'Did you mean "rloo"?'],
  ["an unknown component of another contract", { advantage: { use: "fair" } }, "COMPONENT_UNKNOWN", "/advantage/use", "plain, rloo, gae"],
  ["a component called constructor", { advantage: { use: "constructor" } }, "COMPONENT_UNKNOWN", "/advantage/use", "plain, rloo, gae"],
  [
    "an unknown nested component",
    { rewardModel: { use: "sum", rewards: [{ use: "outcome" }, { use: "outcom" }] } },
    "COMPONENT_UNKNOWN",
    "/rewardModel/rewards/1/use",
    '"outcome"',
  ],
  ["weights from nowhere", { policy: { use: "bare", initial: {} } }, "RECIPE_INVALID_VALUE", "/policy/initial", '{ "recipe": FILE }'],
  ["weights from two places", { policy: { use: "bare", initial: { recipe: "a.json", run: "b" } } }, "RECIPE_INVALID_VALUE", "/policy/initial", "null removes"],
  ["a misspelt place of weights", { policy: { use: "bare", initial: { recpie: "a.json" } } }, "RECIPE_UNKNOWN_KEY", "/policy/initial/recpie", '"recipe"'],
  ["a place of weights that is no path", { policy: { use: "bare", initial: { run: 3 } } }, "RECIPE_INVALID_VALUE", "/policy/initial/run", "must be string"],
];

describe("a recipe's values", () => {
  for (const [what, changes, code, pointer, says] of ERRORS) {
    it(`${what} is ${code} at ${pointer === "" ? "the top" : pointer}`, async () => {
      const failure = await failureOf(() => composeStub(changes));
      expect([failure.code, failure.place.pointer]).to.deep.equal([code, pointer]);
      expect(`${failure.message}. ${failure.remedy}`).to.contain(says);
    });
  }

  it("reports __proto__ like any other unknown key", async () => {
    for (const [set, pointer] of [
      ["__proto__.x=1", "/__proto__"],
      ["sampler.__proto__=1", "/sampler/__proto__"],
      ["evaluation.sets.__proto__=1", "/evaluation/sets/__proto__"],
    ]) {
      const failure = await failureOf(() => composeStub({}, [set]));
      expect([failure.code, failure.place.pointer]).to.deep.equal(["RECIPE_UNKNOWN_KEY", pointer]);
    }
  });

  describe("are reported where they were written", () => {
    const folder = new TemporaryFolder();

    before(() => {
      folder.write("base.json", { ...STUB_RECIPE, trackers: [{ use: "memory", rolouts: 3 }] });
      folder.write("child.json", { extends: "./base.json", sampler: { groupsize: 3 }, trackers: null });
      folder.write("grandchild.json", { extends: "./child.json", sampler: { groupsize: null } });
    });

    const cases: readonly (readonly [recipe: string, set: readonly string[], file: string, pointer: string])[] = [
      ["base.json", [], "base.json", "/trackers/0/rolouts"],
      ["child.json", [], "child.json", "/sampler/groupsize"],
      ["child.json", ["sampler.groupsize=null"], "--set sampler.groupsize=null", "/sampler/groupsize"],
      ["grandchild.json", [], "grandchild.json", "/sampler/groupsize"],
      ["child.json", ['sampler={"use":"single"}', "advantage.x=1"], "--set advantage.x=1", "/advantage/x"],
      ["child.json", ["sampler.use=single", "dataset=null"], "child.json", ""],
    ];
    for (const [recipe, set, file, pointer] of cases) {
      it(`${recipe} ${set.join(" ")}: ${file} ${pointer}`, async () => {
        const { place } = await failureOf(() => compose(folder.at(recipe), { plugins: [stubPlugin], set }));
        expect(place).to.deep.equal({ file: file.startsWith("--set") ? file : folder.at(file), pointer });
      });
    }
  });
});

describe("a recipe's defaults", () => {
  it("fill options, nested options, variants and nested components", async () => {
    const { resolved } = await composeStub({
      policy: { use: "bare", optimizer: { schedule: "cosine", learningRate: 2 } },
      rewardModel: { use: "token" },
      trackers: [{ use: "memory" }, { use: "memory", head: {} }],
    });
    const optimizer = { warmupSteps: 0, gradientClip: 1, weightDecay: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-8 };
    expect(resolved).to.deep.equal({
      ...STUB_RECIPE,
      seed: 1,
      plugins: [],
      engine: { use: "auto" },
      dataset: { use: "numbers", levels: [1, 2] },
      policy: { use: "bare", width: 8, optimizer: { schedule: "cosine", learningRate: 2, finalFraction: 0.1, ...optimizer } },
      sampler: { use: "group", groupSize: 4 },
      rewardModel: { use: "token", reward: { use: "outcome", scale: "signs" } },
      objective: { use: "reinforce", aggregation: "token-mean", epsilon: 0.5 },
      training: { steps: 3, promptsPerStep: 2, epochs: 1, miniBatches: 1, mismatchLimit: 0.1, unsettledLimit: 0.5, policyFrozenSteps: 0, checkpointEvery: 20 },
      trackers: [
        { use: "memory", rollouts: 2 },
        { use: "memory", rollouts: 2, head: { lines: 1 } },
      ],
    });
  });

  it("of an option that is left out are those of its first mode", async () => {
    const { resolved } = await composeStub({});
    expect(resolved.policy).to.deep.include({ use: "bare", width: 8 });
    expect((resolved.policy as { optimizer: object }).optimizer).to.deep.include({ schedule: "constant", learningRate: 0.25 });
  });

  it("come back when null removes a value", async () => {
    const { resolved } = await composeStub({}, ["sampler.groupSize=2", "sampler.groupSize=null", "objective.aggregation=null"]);
    expect([resolved.sampler, resolved.objective]).to.deep.equal([
      { use: "group", groupSize: 4 },
      { use: "reinforce", aggregation: "token-mean", epsilon: 0.5 },
    ]);
  });

  it("an option of another mode may be removed", async () => {
    const { resolved } = await composeStub({ objective: { use: "reinforce", aggregation: "fixed-length", maxTokens: 4 } }, [
      "objective.aggregation=token-mean",
      "objective.maxTokens=null",
    ]);
    expect(resolved.objective).to.deep.equal({ use: "reinforce", aggregation: "token-mean", epsilon: 0.5 });
  });

  it("nested components come before those that hold them", async () => {
    const { nodes } = await composeStub({ rewardModel: { use: "sum", rewards: [{ use: "token" }, { use: "outcome" }] } });
    const rewards = nodes.map(({ pointer }) => pointer).filter((pointer) => pointer.startsWith("/rewardModel"));
    expect(rewards).to.deep.equal(["/rewardModel/rewards/0/reward", "/rewardModel/rewards/0", "/rewardModel/rewards/1", "/rewardModel"]);
  });
});
