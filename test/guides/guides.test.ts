import { resume, train } from "@lode/core";
import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Small enough for a test; the guides' own files are used as they stand. */
const TINY = ["engine=cpu", "policy.initial=null", "policy.width=16", "policy.heads=2", "policy.layers=1", "policy.feedForward=16"];
const SHORT = ["training.steps=2", "training.promptsPerStep=4", "sampler.maxTokens=8", "evaluation=null", 'trackers=[{"use":"jsonl"}]'];

/** Code blocks that begin with a comment that names a file. */
function namedBlocks(readme: string): ReadonlyMap<string, string> {
  const blocks = readFileSync(join(ROOT, readme), "utf8").matchAll(/```(?:js|json)\n\/\/ (\S+)\n(.*?)```/gs);
  return new Map(Array.from(blocks, ([, name, code]) => [name, code]));
}

describe("the guides", () => {
  let folder: string;

  before(() => {
    // Inside the repository, so that the files find @lode/core as a user's would.
    folder = mkdtempSync(join(ROOT, "test/dist/guides-"));
    for (const readme of ["plugins/README.md", "recipes/README.md"]) {
      for (const [name, code] of namedBlocks(readme)) writeFileSync(join(folder, name), code);
    }
  });

  after(() => rmSync(folder, { recursive: true }));

  const trainGuide = (recipe: string | object, set: readonly string[] = []) =>
    train(recipe as never, { set: [...TINY, ...SHORT, ...set], out: `run-${Math.abs(JSON.stringify([recipe, set]).length)}`, force: true, directory: folder });

  const over = (base: string, keys: object): object => ({ extends: `@lode/recipes/arithmetic/${base}.json`, name: "guide", ...keys });

  it("has all the files that are promised", () => {
    expect([...namedBlocks("plugins/README.md").keys()]).to.deep.equal([
      "brief-reward.js",
      "brief-recipe.json",
      "parity-verifier.js",
      "clipped-reinforce.js",
      "capped-recipe.json",
      "curriculum-selection.js",
    ]);
    expect([...namedBlocks("recipes/README.md").keys()]).to.deep.equal(["my-rloo.json", "my-grpo.json"]);
  });

  it("a reward in ten lines trains", async () => {
    const code = namedBlocks("plugins/README.md").get("brief-reward.js") ?? "";
    expect(code.split("\n").filter((line) => line.trim() !== "").length).to.be.at.most(10);
    expect(await trainGuide("brief-recipe.json")).to.include({ steps: 2 });
  });

  it("a verifier trains", async () => {
    expect(await trainGuide(over("reinforce", { plugins: ["./parity-verifier.js"], verifier: { use: "parity" } }))).to.include({ steps: 2 });
  });

  it("an objective in 40 lines trains", async () => {
    const code = namedBlocks("plugins/README.md").get("clipped-reinforce.js") ?? "";
    expect(code.split("\n").length).to.be.at.most(40);
    expect(await trainGuide("capped-recipe.json")).to.include({ steps: 2 });
  });

  it("a component with state keeps it over a resume", async () => {
    const recipe = over("reinforce", { plugins: ["./curriculum-selection.js"], selection: { use: "curriculum", start: 0.25, rise: 0.125 } });
    const result = await trainGuide(recipe);
    const state: unknown = JSON.parse(readFileSync(join(folder, result.location, "checkpoints/step-2/selection.json"), "utf8"));
    expect(state).to.equal(0.5);
    rmSync(join(folder, result.location, "summary.json"));
    expect(await resume(result.location, { directory: folder })).to.include({ steps: 2 });
  });

  it("swapped algorithms train", async () => {
    for (const recipe of ["my-rloo.json", "my-grpo.json"]) expect(await trainGuide(recipe)).to.include({ steps: 2 });
  });
});
