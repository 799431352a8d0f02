import { train } from "@lode/core";
import { expect } from "chai";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { failureOf } from "../recipe/failure-of.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { metricRows } from "../recipes/read-run.js";
import { RECIPES } from "../recipes/recipe-files.js";
import { PARITY, TINY } from "../recipes/tiny.js";
import { core, type Modules } from "./core.js";

const replayRun: Modules["cli/replay-run"]["replayRun"] = core("cli/replay-run").replayRun;
const { gradientsText } = core("cli/gradients-text");

type RunReplay = Awaited<ReturnType<typeof replayRun>>;

const NAMES = ["grpo", "oreal", "ppo", "reinforce"] as const;
const STEPS = [1, 2, 3];
/** Checkpoints of steps 2 and 3: step 1 starts from the policy at the start, step 2 from none, step 3 from a checkpoint. */
const SETTINGS = [
  ...TINY,
  ...PARITY,
  ...["training.steps=3", "training.promptsPerStep=4", "training.checkpointEvery=2", "training.policyFrozenSteps=0", "evaluation=null", "sampler.maxTokens=12"],
  "policy.optimizer.warmupSteps=0",
];

function recipe(name: string): string {
  return join(RECIPES, `arithmetic/${name}.json`);
}

describe("replayRun", () => {
  const folder = new TemporaryFolder();
  const run = (name: string): string => folder.at("runs", name);
  const replay = (name: string, step: number, against: string): Promise<RunReplay> => replayRun(run(name), { step, against });
  const change = (base: string, more: object): string => folder.write(`changed-${base}.json`, { extends: recipe(base), name: "changed", ...more });

  before(async () => {
    for (const name of NAMES) await train(recipe(name), { set: SETTINGS, out: run(name) });
  });

  it("has the loss that the run had", async () => {
    for (const name of NAMES) {
      const rows = metricRows(run(name));
      for (const step of STEPS) {
        const { loss } = await replay(name, step, run(name) + "/recipe.json");
        const recorded = rows.find((row) => row.step === step)?.["objective/loss"];
        expect(loss?.run, `${name}, step ${step}`).to.be.closeTo(recorded ?? NaN, 1e-5);
      }
    }
  });

  it("finds no difference of a recipe from itself, with or without a checkpoint", async () => {
    for (const name of NAMES) {
      for (const step of STEPS) {
        const { all, perRollout, missing, selected, perToken } = await replay(name, step, recipe(name));
        expect(all, `${name}, step ${step}`).to.deep.include({ cosine: 1, normRatio: 1 });
        expect(missing).to.deep.equal([]);
        expect(selected).to.include({ run: selected?.both, against: selected?.both });
        expect(perRollout.map(({ difference }) => difference)).to.deep.equal(Array(32).fill(0));
        expect(perToken).to.include({ onlyRun: 0, onlyAgainst: 0 });
      }
    }
  });

  for (const other of ["oreal", "ppo", "reinforce"] as const) {
    it(`gives in the first step of a GRPO run what a run of ${other} had there`, async () => {
      const there = await replay(other, 1, recipe(other));
      const { loss, selected, perRollout, missing, names } = await replay("grpo", 1, recipe(other));
      expect([missing, names.against]).to.deep.equal([[], `arithmetic-${other}`]);
      expect(loss?.against).to.be.closeTo(there.loss?.run ?? NaN, 1e-6);
      expect(selected?.against).to.equal(there.selected?.run);
      expect(selected?.against, "something to compare").to.be.greaterThan(0);
      perRollout.forEach(({ againstNorm, selected: trains, draw, sample }, row) => {
        expect({ draw, sample, trains: trains.against }).to.deep.equal({
          draw: there.perRollout[row].draw,
          sample: there.perRollout[row].sample,
          trains: there.perRollout[row].selected.run,
        });
        expect(againstNorm).to.be.closeTo(there.perRollout[row].runNorm, 1e-6);
      });
    });
  }

  it("gives in a later step what the changed option makes of it", async () => {
    const against = change("oreal", { objective: { negativeWeight: 1, klCoefficient: 0.01 } });
    const { byVerdict, columns } = await replay("oreal", 3, against);
    const plain = await replay("oreal", 3, change("oreal", { objective: { negativeWeight: 1, klCoefficient: 0 } }));
    expect(plain.byVerdict?.correct.cosine).to.be.closeTo(1, 1e-2);
    expect(byVerdict?.correct.normRatio).to.be.closeTo(1, 1e-6);
    expect(byVerdict?.incorrect.normRatio, "the KL term keeps its weight").to.be.within(1.9, 2.001);
    expect(columns).to.include({ tokenWeights: "recorded", oldLogprobs: "recomputed from the checkpoint of step 2", refLogprobs: "recorded" });
  });

  it("recomputes from the checkpoint what was not recorded", async () => {
    const file = join(run("oreal"), "rollouts/step-3.jsonl");
    const text = readFileSync(file, "utf8");
    const against = change("grpo", { objective: { klCoefficient: 0.5 } });
    const before = await replay("oreal", 3, against);
    const stripped = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.stringify({ ...(JSON.parse(line) as object), old: undefined, ref: undefined }));
    try {
      writeFileSync(file, stripped.join("\n"));
      const after = await replay("oreal", 3, against);
      expect(after.columns).to.include({ oldLogprobs: "recomputed from the checkpoint of step 2", refLogprobs: "recomputed from the policy at the start" });
      expect(after.all?.cosine).to.be.closeTo(before.all?.cosine ?? NaN, 1e-4);
      expect(after.all?.normRatio).to.be.closeTo(before.all?.normRatio ?? NaN, 1e-4);
    } finally {
      writeFileSync(file, text);
    }
  });

  it("takes log-probabilities from the sampler where there is no checkpoint", async () => {
    const { columns, all, missing } = await replay("reinforce", 2, recipe("grpo"));
    expect(columns.oldLogprobs).to.equal("as the sampler reported them");
    expect(missing).to.deep.equal([]);
    expect(all?.cosine).to.be.within(0, 1);
  });

  it("compares entropies, and names them where they are missing", async () => {
    const against = change("reinforce", { objective: { entropyCoefficient: 0.01 } });
    const { entropies, logprobs, all, perToken } = await replay("reinforce", 3, against);
    expect(logprobs).to.include({ cosine: 1, normRatio: 1 });
    expect(entropies).to.include({ cosine: null, normRatio: null, runNorm: 0 });
    expect(entropies?.againstNorm, "-0.01/N of every token").to.be.closeTo(0.01 / Math.sqrt(perToken?.tokens ?? NaN), 1e-8);
    expect(all?.againstNorm).to.be.closeTo(Math.hypot(logprobs?.againstNorm ?? NaN, entropies?.againstNorm ?? NaN), 1e-8);
    const without = await replay("reinforce", 2, against);
    expect(without.all).to.equal(null);
    expect(without.missing).to.deep.equal([
      { column: "entropy", neededBy: "the other recipe", reason: "it is not recorded, and there is no checkpoint of step 1" },
    ]);
  });

  it("names a critic and a reward model that the run did not train", async () => {
    const critic = await replay("grpo", 3, recipe("ppo"));
    expect([critic.all, critic.perRollout]).to.deep.equal([null, []]);
    expect(critic.missing).to.deep.equal([{ column: "values", neededBy: "the other recipe", reason: "the run trained no such value model" }]);
    const weights = await replay("grpo", 3, recipe("oreal"));
    expect(weights.all?.cosine).to.be.within(0, 1);
    expect(weights.missing.map(({ column }) => column)).to.deep.equal(["tokenWeights"]);
    expect(weights.missing[0].reason).to.contain("every token weighs 1");
    const kept = await replay("ppo", 3, change("ppo", { advantage: { whiten: false } }));
    expect(kept.columns.values).to.equal("recomputed from the checkpoint of step 2");
  });

  it("is told to a person in a table with its meaning", async () => {
    const text = gradientsText(await replay("grpo", 3, recipe("oreal")));
    expect(text)
      .to.match(/^in all +0\.\d\d +\d+\.\d\d /m)
      .and.contain("With arithmetic-oreal in place of arithmetic-grpo this step would have pushed")
      .and.contain("missing: tokenWeights for the other recipe")
      .and.match(/^rollouts that train: \d+ in the run, \d+ under the other recipe/m);
    expect(gradientsText(await replay("grpo", 3, recipe("ppo"))))
      .to.contain("cannot be compared")
      .and.contain("missing: values");
    expect(gradientsText(await replay("grpo", 3, recipe("grpo")))).to.not.contain("differ most");
  });

  it("refuses a step without rollouts, a folder without a run, and a damaged record", async () => {
    expect(await failureOf(() => replay("grpo", 4, recipe("grpo")))).to.deep.include({ code: "RUN_NOT_FOUND", remedy: "Steps with rollouts: 1 to 3." });
    expect(await failureOf(() => replayRun(folder.at("absent"), { step: 1, against: recipe("grpo") }))).to.have.property("code", "RUN_NOT_FOUND");
    folder.write("runs/grpo/rollouts/step-9.jsonl", '{"tokens":[1]}\n');
    const damaged = await failureOf(() => replay("grpo", 9, recipe("grpo")));
    expect([damaged.code, damaged.place.file]).to.deep.equal(["DATA_INVALID", `${run("grpo")}/rollouts/step-9.jsonl, line 1`]);
    rmSync(folder.at("runs/grpo/rollouts/step-9.jsonl"));
  });
});
