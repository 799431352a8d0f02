import { compareSuite } from "@lode/compare";
import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import { runLode } from "../cli/run-lode.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { rejection } from "../sampling/rejection.js";
import { TestHost, tinySuite, writeRecipes } from "./suite-fixture.js";

interface Result {
  readonly seeds: number;
  readonly look: { readonly seeds: number; readonly level: number } | null;
  readonly runs: { readonly collapsed: number };
  readonly recipes: readonly {
    readonly runs: readonly { readonly seed: number; readonly steps: number; readonly trainedTokens: number }[];
    readonly words: readonly string[];
  }[];
  readonly differences: readonly { readonly class: string; readonly pointer: string }[];
  readonly notes: readonly string[];
  readonly sharedStart: boolean;
}

describe("a suite's design", function () {
  this.timeout(60_000);
  const folder = new TemporaryFolder();

  before(() => writeRecipes(folder));

  async function compare(
    change: object,
    out: string,
    settings: Parameters<typeof compareSuite>[1] = {},
    on = new TestHost({ directory: folder.path }),
  ): Promise<Result> {
    const { suite, ...rest } = tinySuite(change) as { suite: string };
    const file = folder.write(`${out}.suite.json`, { suite, ...rest });
    return (await compareSuite(file, { out: folder.at(out), concurrency: 1, ...settings }, on)).json as Result;
  }

  it("is fair, or refused before anything is trained, naming what differs", async () => {
    const recipes = [
      { name: "oreal", recipe: "./oreal.json" },
      { name: "more", recipe: "./oreal.json", set: ["sampler.groupSize=6", "dataset.levels=[2]", "objective.negativeWeight=0"] },
    ];
    const on = new TestHost({ directory: folder.path });
    const error = await rejection(compare({ recipes }, "unfair", {}, on));
    expect(error).to.include({ code: "SUITE_UNFAIR" });
    expect((error as Error).message)
      .to.contain("budget: sampler.groupSize is 4 in oreal, 6 in more")
      .and.contain("data: dataset.levels is [1] in oreal, [2] in more");
    expect((error as Error).message).to.not.contain("negativeWeight");
    expect(error).to.have.property("remedy").that.contains('"allow": ["data","budget"]');
    expect([existsSync(folder.at("unfair")), on.tasks]).to.deep.equal([false, []]);
    expect(await rejection(compare({ recipes, allow: ["data"] }, "unfair"))).to.include({ code: "SUITE_UNFAIR" });
    const { differences } = await compare({ recipes, seeds: 1, budget: { updates: 1 }, allow: ["data", "budget"] }, "allowed", {}, on);
    expect(on.written).to.contain("as the suite allows:\n  data: dataset.levels");
    expect(differences.map(({ class: of }) => of)).to.include.members(["data", "budget", "algorithm"]);
  });

  it("counts what its cold starts lead to: another one is another initial policy", async () => {
    folder.write("colder.json", { extends: "./cold.json", name: "colder", training: { steps: 2 } });
    const recipes = [
      { name: "oreal", recipe: "./oreal.json" },
      { name: "colder", recipe: "./oreal.json", set: ["policy.initial.recipe=./colder.json"] },
    ];
    const error = await rejection(compare({ recipes }, "colder"));
    expect((error as Error).message).to.contain("policy: policy.initial");
  });

  it("ends runs at a budget of trained tokens, and says which did not spend it", async () => {
    const { recipes, notes } = await compare({ budget: { tokens: 40 }, set: ["training.steps=8"], seeds: [5] }, "tokens");
    for (const { runs } of recipes) expect(runs[0].trainedTokens).to.be.at.least(40);
    expect(recipes[0].runs[0].steps).to.be.above(recipes[1].runs[0].steps);
    expect(notes).to.deep.equal([]);
    const unspent = await compare({ budget: { rollouts: 1000 }, seeds: [5] }, "unspent");
    expect(unspent.notes[0]).to.equal("oreal, seed 5: ended at its last step (2) with 24 of 1000 rollouts: budgets are not equal.");
  });

  it("gives every recipe seeds of its own where it is not paired, and one cold start to all where that is shared", async () => {
    const { recipes, sharedStart } = await compare({ paired: false, coldStarts: "shared" }, "unpaired");
    expect(recipes.map(({ runs }) => runs.map(({ seed }) => seed))).to.deep.equal([
      [1, 2],
      [1_000_001, 1_000_002],
    ]);
    expect(sharedStart).to.equal(true);
    const weights = ["oreal/seed-1", "rloo/seed-1000002"].map((run) =>
      readFileSync(folder.at("unpaired", run, "initial/policy.initial.safetensors"), "latin1"),
    );
    expect(weights[0]).to.equal(weights[1]);
  });

  it("counts runs that collapsed", async () => {
    const { runs, recipes } = await compare({ collapse: { below: 1 }, seeds: 2 }, "collapsed");
    expect(runs.collapsed).to.equal(4);
    expect(recipes[0].words.join()).to.contain("oreal: 2 of 2 runs collapsed (seed 1, 2), below 1 as set beforehand");
  });

  it("adds seeds at the looks that it fixed, at their level, and at no other", async () => {
    const looks = {
      seeds: undefined,
      looks: [2, 3],
      recipes: [
        { name: "rloo", recipe: "./rloo.json" },
        { name: "none", recipe: "./rloo.json", set: ["advantage.use=none"] },
      ],
    };
    expect(await rejection(compare(looks, "looks", { moreSeeds: 3 }))).to.include({ code: "USAGE", message: "the look at 2 seeds has not been taken" });
    const first = await compare(looks, "looks");
    expect([first.seeds, first.look?.seeds]).to.deep.equal([2, 2]);
    expect(first.look?.level).to.be.within(0.025, 0.035);
    expect(first.notes[0]).to.contain("Look 1 of 2, at 2 seeds, as fixed beforehand; the next is at 3 seeds.");
    expect(await rejection(compare(looks, "looks", { moreSeeds: 4 }))).to.include({ code: "USAGE" });
    expect(await rejection(compare({ ...looks, looks: [2, 4] }, "looks"))).to.include({
      code: "SUITE_CHANGED",
      message: "looks changed after the scores were seen",
    });
    const on = new TestHost({ directory: folder.path });
    const second = await compare(looks, "looks", { moreSeeds: 3 }, on);
    expect(on.tasks.filter((task) => task.startsWith("train"))).to.deep.equal(["train rloo/seed-3.json", "train none/seed-3.json"]);
    expect([second.seeds, second.look?.level]).to.deep.equal([3, first.look?.level]);
    expect((await compare(looks, "looks")).seeds, "the same command stays there").to.equal(3);
    expect(await rejection(compare({ seeds: 1 }, "plain", { moreSeeds: 2 }))).to.include({ code: "USAGE" });
  });

  for (const [what, change, pointer, says] of [
    ["an unknown key", { seed: 1 }, "/seed", 'Did you mean "seeds"?'],
    ["two budgets", { budget: { updates: 1, tokens: 1 } }, "/budget", "Name one"],
    ["two recipes of one name", { recipes: [1, 2].map(() => ({ name: "a", recipe: "./oreal.json" })) }, "/recipes", "name of its own"],
    ["neither seeds nor looks", { seeds: undefined }, "/seeds", "one of the two"],
    ["looks that do not ascend", { seeds: undefined, looks: [5, 3] }, "/looks", "[3, 5]"],
    ["an evaluation set that is none", { evaluation: "other" }, "/evaluation", "held-out"],
    ["a class that nothing is in", { allow: ["luck"] }, "/allow", "data, policy"],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { code, stderr } = await runLode("compare", folder.write("refused.json", tinySuite(change)), "--out", folder.at("refused"));
      expect(code).to.equal(2);
      expect(stderr).to.contain(pointer).and.contain(says);
    });
  }

  it("refuses a command line that says two things", async () => {
    const file = folder.write("suite.json", tinySuite());
    expect((await runLode("compare", file, "--shard", "3/2")).stderr).to.contain("I from 1 to N");
    expect((await runLode("compare", file, "--shard", "1/2", "--collect", "x")).stderr).to.contain("Give one of the two.");
    expect((await runLode("compare", file, "--shard", "1/2", "--more-seeds", "3")).stderr).to.contain("Put its parts together");
    expect((await runLode("compare", file, "--collect", folder.at("none"))).stderr).to.contain("RUN_NOT_FOUND");
  });
});
