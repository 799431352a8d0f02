import { expect } from "chai";
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { core } from "./core.js";
import { failureOf } from "./failure-of.js";
import { TemporaryFolder } from "./temporary-folder.js";

const { readRecipe } = core("recipe/read-recipe");
const { sourceOf } = core("recipe/merge-recipes");

const REPOSITORY_RECIPES = realpathSync(fileURLToPath(new URL("../../../recipes", import.meta.url)));

describe("readRecipe", () => {
  const folder = new TemporaryFolder();
  const read = (recipe: Parameters<typeof readRecipe>[0], set: readonly string[] = []) => readRecipe(recipe, set, folder.path);

  it("follows a chain of extends, each path relative to the file that names it", () => {
    folder.write("tasks/root.json", { a: 1, b: 1, c: 1 });
    folder.write("tasks/deep/middle.json", { extends: "../root.json", b: 2, c: 2 });
    folder.write("leaf.json", { $schema: "ignored", extends: "./tasks/deep/middle.json", c: 3 });
    const recipe = read("leaf.json");
    expect(recipe.value).to.deep.equal({ a: 1, b: 2, c: 3 });
    const files = ["/a", "/b", "/c", ""].map((pointer) => sourceOf(recipe, pointer).label);
    expect(files).to.deep.equal([folder.at("tasks/root.json"), folder.at("tasks/deep/middle.json"), folder.at("leaf.json"), folder.at("leaf.json")]);
  });

  it("extends without ./ and takes an object as the recipe", () => {
    folder.write("sub/parent.json", { a: 1 });
    expect(read({ extends: "sub/parent.json", b: 2 }).value).to.deep.equal({ a: 1, b: 2 });
  });

  it("extends a recipe of a package, wherever the file lies", () => {
    folder.write("elsewhere.json", { extends: "@lode/recipes/arithmetic/oreal.json", name: "mine" });
    const recipe = read("elsewhere.json");
    expect(recipe.value.name).to.equal("mine");
    expect((recipe.value.objective as { use: string }).use).to.equal("oreal");
    expect(realpathSync(sourceOf(recipe, "/objective/use").label)).to.equal(`${REPOSITORY_RECIPES}/arithmetic/oreal.json`);
  });

  it("extends a recipe of a package beside the file", () => {
    folder.write("node_modules/@acme/recipes/package.json", { name: "@acme/recipes", version: "1.0.0" });
    folder.write("node_modules/@acme/recipes/a.json", { a: 1 });
    expect(read({ extends: "@acme/recipes/a.json" }).value).to.deep.equal({ a: 1 });
  });

  it("makes plugin paths absolute, each relative to the file that names it", () => {
    folder.write("base/base.json", { plugins: ["./own.js", "@acme/extras"] });
    folder.write("child.json", { extends: "./base/base.json", plugins: ["./base/../mine.js"] });
    const recipe = read("child.json", ["plugins=./third.js"]);
    expect(recipe.value.plugins).to.deep.equal([folder.at("base/own.js"), "@acme/extras", folder.at("mine.js"), folder.at("third.js")]);
    const files = [0, 1, 2, 3].map((place) => sourceOf(recipe, `/plugins/${place}`).label);
    expect(files).to.deep.equal([folder.at("base/base.json"), folder.at("base/base.json"), folder.at("child.json"), "--set plugins=./third.js"]);
  });

  it("leaves out what Lode wrote into a run's recipe", () => {
    expect(read({ a: 1, $run: { hash: "0" } }).value).to.deep.equal({ a: 1 });
  });

  it("reads a file with a byte order mark", () => {
    folder.write("mark.json", '\uFEFF{"a":1}');
    expect(read("mark.json").value).to.deep.equal({ a: 1 });
  });

  it("names the circle when recipes extend one another", async () => {
    folder.write("circle-a.json", { extends: "./circle-b.json" });
    folder.write("circle-b.json", { extends: "./circle-a.json" });
    const { code, message, place } = await failureOf(() => read("circle-a.json"));
    expect(code).to.equal("RECIPE_EXTENDS_CYCLE");
    expect(message).to.contain(["a", "b", "a"].map((name) => folder.at(`circle-${name}.json`)).join(" → "));
    expect(place).to.deep.equal({ file: folder.at("circle-b.json"), pointer: "/extends" });
  });

  it("names a recipe that extends itself", async () => {
    folder.write("self.json", { extends: "./self.json" });
    expect((await failureOf(() => read("self.json"))).code).to.equal("RECIPE_EXTENDS_CYCLE");
  });

  it("names a missing file and, of a missing parent, who asks for it", async () => {
    const missing = await failureOf(() => read("absent.json"));
    expect([missing.code, missing.place.file]).to.deep.equal(["FILE_UNREADABLE", folder.at("absent.json")]);
    folder.write("orphan.json", { extends: "./absent.json" });
    const orphan = await failureOf(() => read("orphan.json"));
    expect(orphan.code).to.equal("FILE_UNREADABLE");
    expect(orphan.message).to.contain(folder.at("absent.json"));
    expect(orphan.place).to.deep.equal({ file: folder.at("orphan.json"), pointer: "/extends" });
  });

  it("names line and column of broken JSON", async () => {
    const file = folder.write("broken.json", '{\n  "a": 1,\n  "b": ,\n}');
    const { code, message, place } = await failureOf(() => read("broken.json"));
    expect([code, place.file]).to.deep.equal(["JSON_INVALID", file]);
    expect(message).to.contain("line 3, column 8");
  });

  it("names the place where a file breaks off", async () => {
    folder.write("short.json", '{\n "a": {');
    expect((await failureOf(() => read("short.json"))).message).to.contain("line 2");
  });

  for (const [content, kind] of [
    ["[1]", "an array"],
    ["null", "null"],
    ["7", "a number"],
  ]) {
    it(`refuses ${kind} as a recipe`, async () => {
      const file = folder.write("kind.json", content);
      const { code, place } = await failureOf(() => read("kind.json"));
      expect([code, place.file]).to.deep.equal(["JSON_INVALID", file]);
    });
  }

  for (const parent of [null, ["./a.json"], 3]) {
    it(`refuses "extends": ${JSON.stringify(parent)}`, async () => {
      const file = folder.write("extends.json", { extends: parent });
      const { code, place } = await failureOf(() => read("extends.json"));
      expect([code, place]).to.deep.equal(["RECIPE_INVALID_VALUE", { file, pointer: "/extends" }]);
    });
  }
});
