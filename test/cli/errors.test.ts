import { expect } from "chai";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { RECIPES } from "../recipes/recipe-files.js";
import { spawnLode } from "./run-lode.js";
import noEntropy from "./no-entropy-plugin.js";

const NO_ENTROPY = fileURLToPath(new URL("./no-entropy-plugin.js", import.meta.url));

interface Case {
  /** In recipes/arithmetic. */
  readonly recipe: string;
  readonly changes: object;
  readonly code: string;
  /** What it says, where and what to do. */
  readonly says: readonly string[];
  readonly where: string;
  readonly remedy: string;
}

const CASES: Readonly<Record<string, Case>> = {
  "a misspelt option": {
    recipe: "grpo",
    changes: { objective: { klCoeficient: 0.1 } },
    code: "RECIPE_UNKNOWN_KEY",
    says: ['nothing reads "klCoeficient"'],
    where: "recipe.json  /objective/klCoeficient",
    remedy: 'Did you mean "klCoefficient"?',
  },
  "PPO without a critic": {
    recipe: "ppo",
    changes: { valueModel: null },
    code: "CAPABILITY_UNMET",
    says: ['advantage "gae" needs "values"'],
    where: "/advantage",
    remedy: '"valueModel": { "use": "critic" }',
  },
  "an objective that wants the entropy of a policy that tells none": {
    recipe: "grpo",
    changes: { plugins: [NO_ENTROPY], policy: { use: "reticent" }, objective: { entropyCoefficient: 0.01 } },
    code: "CAPABILITY_UNMET",
    says: ['objective "grpo" needs "policy.entropy"'],
    where: "/objective",
    remedy: '"policy": { "use": "transformer" }',
  },
  "RLOO with groups of one": {
    recipe: "rloo",
    changes: { sampler: { groupSize: 1 } },
    code: "CAPABILITY_UNMET",
    says: ['advantage "rloo" needs groups of at least 2 rollouts'],
    where: "/advantage",
    remedy: '"sampler": { "groupSize": 2 } or more',
  },
  "a plugin that is not installed": {
    recipe: "grpo",
    changes: { plugins: ["@acme/lode-extras"] },
    code: "PLUGIN_NOT_FOUND",
    says: ["there is no plugin @acme/lode-extras"],
    where: "recipe.json  /plugins  @acme/lode-extras",
    remedy: "npm install @acme/lode-extras",
  },
  "an option of another mode": {
    recipe: "grpo",
    changes: { objective: { aggregation: "token-mean", maxTokens: 48 } },
    code: "RECIPE_WRONG_MODE",
    says: ['"maxTokens" is read only with "aggregation": "fixed-length"', 'here it is "token-mean"'],
    where: "recipe.json  /objective/maxTokens",
    remedy: 'Remove "maxTokens"',
  },
};

describe("a wrong recipe is one error before any compute:", function () {
  this.timeout(60_000);
  const folder = new TemporaryFolder();

  for (const [what, { recipe, changes, code, says, where, remedy }] of Object.entries(CASES)) {
    it(what, async () => {
      folder.write("recipe.json", { extends: join(RECIPES, "arithmetic", `${recipe}.json`), name: "wrong", ...changes });
      const outcome = await spawnLode(["train", "recipe.json"], folder.path);
      expect([outcome.code, outcome.stdout]).to.deep.equal([2, ""]);
      const [first, at, todo, ...rest] = outcome.stderr.split("\n");
      expect(first).to.match(new RegExp(`^${code}: `));
      for (const part of says) expect(first).to.contain(part);
      expect(at)
        .to.match(/^ {2}at {3}/)
        .and.contain(where);
      expect(todo)
        .to.match(/^ {2}do {3}/)
        .and.contain(remedy);
      expect(rest, "no stack, nothing else").to.deep.equal([""]);
      expect(existsSync(folder.at("runs")), "no run folder, no cold start").to.equal(false);
    });
  }

  it("with --debug it tells where it comes from", async () => {
    folder.write("recipe.json", { extends: "@lode/recipes/arithmetic/grpo.json", sampler: { groupsize: 1 } });
    const { code, stderr } = await spawnLode(["check", "recipe.json", "--debug"], folder.path);
    expect(code).to.equal(2);
    expect(stderr)
      .to.match(/^RECIPE_UNKNOWN_KEY: /)
      .and.match(/^ {4}at .*options-resolver/m);
  });

  it("the fixture is a policy without entropy", () => {
    expect(noEntropy.components[0].gives).to.deep.equal(["policy.logprobs"]);
  });
});
