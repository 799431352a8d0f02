import { expect } from "chai";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runLode } from "../cli/run-lode.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";

describe("lode create", () => {
  const folder = new TemporaryFolder();

  it("writes a plugin and says what comes next", async () => {
    const out = folder.at("cap");
    const { code, stdout, stderr } = await runLode("create", "plugin", "@acme/lode-cap", "--kind", "objective", "--out", out);
    expect([code, stderr]).to.deep.equal([0, ""]);
    expect(stdout).to.match(/^@acme\/lode-cap is in /);
    for (const line of ["  src/capped-reinforce.ts", "next:", "  npm install", "  npm test ", "  npm run train "]) expect(stdout).to.contain(`\n${line}`);
    expect(existsSync(join(out, "src/capped-reinforce.ts"))).to.equal(true);
  });

  it("writes a project and says what comes next", async () => {
    const { code, stdout } = await runLode("create", "project", "experiments", "--out", folder.at("experiments"));
    expect(code).to.equal(0);
    expect(stdout).to.contain("\n  npm install\n  npx lode check recipe.json\n  npx lode train recipe.json\n");
  });

  it("prints one JSON object and nothing else with --json", async () => {
    const out = folder.at("json");
    const { code, stdout, stderr } = await runLode("create", "plugin", "my-tracker", "--kind", "tracker", "--out", out, "--json");
    expect([code, stderr]).to.deep.equal([0, ""]);
    const { name, folder: place, files } = JSON.parse(stdout) as { name: string; folder: string; files: readonly string[] };
    expect([name, place]).to.deep.equal(["my-tracker", out]);
    for (const file of files) expect(existsSync(join(out, file)), file).to.equal(true);
  });

  const wrong: readonly (readonly [words: readonly string[], says: string, remedy: string])[] = [
    [["plugin", "a"], "a plugin needs a kind", "--kind, one of objective, advantage"],
    [["plugin", "a", "--kind", "critic"], "argument 'critic' is invalid. Allowed choices are objective, ", "lode create --help"],
    [["project", "a", "--kind", "reward"], "a project has no kind", "Leave --kind out"],
    [["recipe", "a"], "value 'recipe' is invalid", "lode create --help"],
    [["plugin", "--kind", "reward"], "missing required argument 'name'", "lode create --help"],
    [["plugin", "A b", "--kind", "reward"], '"A b" is no name for a package', "small letters"],
    [["project", "@lode/mine"], "belongs to Lode", "@acme/mine"],
    [["plugin", "outcome", "--kind", "reward"], '@lode/rewards has the RewardModel "outcome" already', "my-outcome"],
  ];
  for (const [words, says, remedy] of wrong) {
    it(`refuses lode create ${words.join(" ")}`, async () => {
      const before = readdirSync(folder.path);
      const out = folder.at("refused");
      const { code, stdout, stderr } = await runLode("create", ...words, "--out", out);
      expect([code, stdout]).to.deep.equal([2, ""]);
      expect(stderr).to.match(/^USAGE: /);
      expect(stderr).to.contain(says).and.contain(remedy);
      expect(readdirSync(folder.path)).to.deep.equal(before);
    });
  }
});
