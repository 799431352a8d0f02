import { compose } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";
import { fileURLToPath } from "node:url";
import { core } from "./core.js";
import stubPlugin from "./stub-plugin.js";
import { STUB_RECIPE } from "./stub-recipe.js";
import { TemporaryFolder } from "./temporary-folder.js";

const { contentHash } = core("recipe/content-hash");
const { hashOf } = core("run/run-record");
const { weightHashes } = core("run/initial-weights");

type Contents = Parameters<typeof contentHash>[0];

const VERSIONS = { "@lode/core": "1.0.0", "@acme/extras": "2.0.0" };

/** Objects with their keys in another order, at every depth. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, reordered(part)]),
  );
}

describe("contentHash", () => {
  const json = fc.json({ maxDepth: 3 }).map((text) => ({ a: JSON.parse(text) as Contents["recipe"], b: 1 }));

  it("does not depend on the order of keys", () => {
    fc.assert(
      fc.property(json, (recipe) => {
        const other = reordered({ recipe, versions: VERSIONS, weights: { p: "1", q: "2" } }) as Contents;
        expect(contentHash(other)).to.equal(contentHash({ recipe, versions: VERSIONS, weights: { q: "2", p: "1" } }));
      }),
    );
  });

  it("tells different values apart", () => {
    fc.assert(
      fc.property(json, json, (recipe, other) => {
        fc.pre(JSON.stringify(reordered(reordered(recipe))) !== JSON.stringify(reordered(reordered(other))) && !sameJson(recipe, other));
        expect(contentHash({ recipe, versions: {}, weights: {} })).to.not.equal(contentHash({ recipe: other, versions: {}, weights: {} }));
      }),
    );
  });

  it("tells a number from its string, and a list from an object", () => {
    const hashes = ([{ a: 1 }, { a: "1" }, { a: [1] }, { a: { "0": 1 } }, { a: null }, {}] as Contents["recipe"][]).map((recipe) =>
      contentHash({ recipe, versions: {}, weights: {} }),
    );
    expect(new Set(hashes).size).to.equal(hashes.length);
  });

  it("is short, and fit for a folder's name", () => {
    expect(contentHash({ recipe: {}, versions: {}, weights: {} })).to.match(/^[0-9a-f]{16}$/);
  });
});

function sameJson(a: unknown, b: unknown): boolean {
  try {
    expect(a).to.deep.equal(b);
    return true;
  } catch {
    return false;
  }
}

describe("the hash of a recipe", () => {
  const folder = new TemporaryFolder();
  async function hash(file: string, set: readonly string[] = []): Promise<string> {
    const composition = await compose(folder.at(file), { plugins: [stubPlugin], set });
    return hashOf(composition, composition.weights.length === 0 ? {} : await weightHashes(composition));
  }

  before(() => {
    folder.write("a.json", STUB_RECIPE);
  });

  it("is the same wherever the files lie, and however they are split", async () => {
    const { sampler, training, ...rest } = STUB_RECIPE;
    folder.write("moved/base.json", { training, ...rest, plugins: [] });
    folder.write("moved/deep/a.json", { extends: "../base.json", sampler });
    expect(await hash("moved/deep/a.json")).to.equal(await hash("a.json"));
  });

  it("is the same with a default written out, another name, other trackers and another spelling", async () => {
    const original = await hash("a.json");
    for (const set of ["sampler.groupSize=4", "name=other", 'trackers=[{"use":"memory"}]', "training.steps=3.0"])
      expect(await hash("a.json", [set]), set).to.equal(original);
  });

  it("changes with any value", async () => {
    const sets = [
      "seed=2",
      "sampler.groupSize=5",
      "training.steps=4",
      "policy.optimizer.epsilon=1e-7",
      "rewardModel.scale=bits",
      "dataset.levels=[2,1]",
      "verifier=null",
    ];
    const hashes = await Promise.all([hash("a.json"), ...sets.map((set) => hash("a.json", [set]))]);
    expect(new Set(hashes).size).to.equal(sets.length + 1);
  });

  it("changes with the contents of a plugin that a path names, not with its place", async () => {
    const plugin = (use: string) =>
      `export default { name: "@acme/p", core: "^0.1.0", components: [{ contract: Symbol.for("@lode/core/Verifier"), use: "${use}", create: { from() {} } }] };`;
    for (const place of ["x", "y"]) {
      folder.write(`${place}/plugin.mjs`, plugin("picky"));
      folder.write(`${place}/a.json`, { ...STUB_RECIPE, plugins: ["./plugin.mjs"] });
    }
    folder.write("z/plugin.mjs", plugin("other"));
    folder.write("z/a.json", { ...STUB_RECIPE, plugins: ["./plugin.mjs"] });
    const [x, y, z] = await Promise.all(["x", "y", "z"].map((place) => hash(`${place}/a.json`)));
    expect(y).to.equal(x);
    expect(z).to.not.equal(x);
  });

  it("changes with the recipe of a cold start, at any depth, not with its place or name", async () => {
    const plugins = [fileURLToPath(new URL("./stub-plugin.js", import.meta.url))];
    const write = (place: string, root: object): void => {
      folder.write(`${place}/root.json`, { ...STUB_RECIPE, plugins, ...root });
      folder.write(`${place}/cold.json`, { ...STUB_RECIPE, plugins, policy: { use: "bare", initial: { recipe: "./root.json" } } });
      folder.write(`${place}/warm.json`, { ...STUB_RECIPE, policy: { use: "bare", initial: { recipe: "./cold.json" } } });
    };
    write("one", {});
    write("two/deeper", { name: "renamed" });
    write("three", { seed: 2 });
    const [one, two, three] = await Promise.all(["one", "two/deeper", "three"].map((place) => hash(`${place}/warm.json`)));
    expect(two).to.equal(one);
    expect(three).to.not.equal(one);
    expect(await hash("one/warm.json", ["policy.initial=null"])).to.not.equal(one);
  });

  it("takes a cold start's path relative to whoever names it, even over an inherited one", async () => {
    const plugins = [fileURLToPath(new URL("./stub-plugin.js", import.meta.url))];
    for (const [place, seed] of [
      ["up", 1],
      ["down", 2],
    ] as const)
      folder.write(`${place}/cold.json`, { ...STUB_RECIPE, plugins, seed });
    folder.write("up/warm.json", { ...STUB_RECIPE, policy: { use: "bare", initial: { recipe: "./cold.json" } } });
    folder.write("down/warm.json", { extends: "../up/warm.json", policy: { initial: { recipe: "./cold.json" } } });
    folder.write("same/warm.json", { extends: "../up/warm.json" });
    const up = await hash("up/warm.json");
    expect(await hash("same/warm.json")).to.equal(up);
    expect(await hash("down/warm.json")).to.not.equal(up);
    expect(await hash("up/warm.json", [`policy.initial.recipe=${folder.at("down/cold.json")}`])).to.equal(await hash("down/warm.json"));
  });
});
