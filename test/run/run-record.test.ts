import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compose, type Composition } from "@lode/core";
import { expect } from "chai";
import { COLD_START, startingFrom, writeRecipe } from "./recipes.js";
import { temporaryFolder } from "./temporary-folder.js";
import { core } from "../trainer/core.js";

const { hashOf, runRecord } = core("run/run-record");

const folder = temporaryFolder();

function composed(recipe: Readonly<Record<string, unknown>>): Promise<Composition> {
  return compose(writeRecipe(folder(), "recipe.json", recipe));
}

describe("hashOf", () => {
  it("takes of weights the contents, not the path", async () => {
    const [here, there] = [await composed(startingFrom({ recipe: "./a.json" })), await composed(startingFrom({ run: "../b" }))];
    expect(hashOf(here, { "/policy/initial": "abc" })).to.equal(hashOf(there, { "/policy/initial": "abc" }));
    expect(hashOf(here, { "/policy/initial": "abc" })).to.not.equal(hashOf(here, { "/policy/initial": "abd" }));
    expect(here.resolved.policy).to.deep.include({ initial: { recipe: "./a.json" } });
  });

  it("changes with a value, a default written otherwise, or a plugin's version", async () => {
    const plain = await composed(COLD_START);
    const others = [await composed({ ...COLD_START, seed: 2 }), await composed({ ...COLD_START, training: { ...COLD_START.training, epochs: 2 } })];
    const newer = { ...plain, plugins: plain.plugins.map((plugin, place) => (place === 0 ? { ...plugin, version: "9.9.9" } : plugin)) };
    const hashes = [plain, ...others, newer].map((composition) => hashOf(composition, {}));
    expect(new Set(hashes).size).to.equal(4);
    expect(hashOf(await composed({ ...COLD_START, training: { ...COLD_START.training, epochs: 1 } }), {})).to.equal(hashes[0]);
  });
});

describe("runRecord", () => {
  it("has every value, the hash, and the versions of core and plugins", async () => {
    const composition = await composed(COLD_START);
    const record = runRecord(composition, composition.resolved, { hash: "abc", engine: { use: "cpu" } });
    const version = (JSON.parse(readFileSync("core/package.json", "utf8")) as { version: string }).version;
    expect(record).to.deep.include({ name: "cold", seed: 1, engine: { use: "auto" }, sampler: { use: "demonstrations" } });
    expect(record.$run).to.deep.include({ hash: "abc", engine: { use: "cpu" } });
    expect(record.$run).to.have.property("versions").that.includes({ "@lode/core": version });
    expect(record.$run)
      .to.have.property("versions")
      .that.has.all.keys("@lode/core", ...COLD_START.plugins);
  });

  it("is a recipe of the same contents itself, from wherever it lies", async () => {
    const plain = await composed(startingFrom({ recipe: "./cold.json" }));
    const again = await compose(writeRecipe(folder(), "runs/mine/recipe.json", runRecord(plain, plain.resolved, { hash: "abc", engine: { use: "cpu" } })));
    expect(again.resolved).to.deep.equal(plain.resolved);
    expect(hashOf(again, { "/policy/initial": "x" })).to.equal(hashOf(plain, { "/policy/initial": "x" }));
    expect(again.recipe.sources.get("/seed")?.label).to.equal(join(folder(), "runs/mine/recipe.json"));
  });
});
