import { component, compose, definePlugin, Engine, options, Type } from "@lode/core";
import { expect } from "chai";
import { core } from "./core.js";
import { failureOf } from "./failure-of.js";
import stubPlugin from "./stub-plugin.js";
import { composeStub, STUB_RECIPE } from "./stub-recipe.js";
import { TemporaryFolder } from "./temporary-folder.js";

const { enginePlugins, loadEngines } = core("plugin/load-engines");
const { ENGINE_CATALOGUE } = core("plugin/engine-catalogue");

type KnownEngine = Parameters<typeof enginePlugins>[0][number];

async function engineOf(engine: unknown, ...set: readonly string[]): Promise<unknown> {
  return (await composeStub({ engine }, set)).resolved.engine;
}

describe("the engine of a recipe", () => {
  const folder = new TemporaryFolder();

  it("is auto where none is named, and a name alone is short for its component", async () => {
    expect(await engineOf(undefined)).to.deep.equal({ use: "auto" });
    expect(await engineOf("cpu")).to.deep.equal({ use: "cpu" });
    expect(await engineOf({ use: "wasm" })).to.deep.equal({ use: "wasm" });
    expect(await engineOf(undefined, "engine=cpu")).to.deep.equal({ use: "cpu" });
    expect(await engineOf("cpu", "engine=null")).to.deep.equal({ use: "auto" });
  });

  it("is inherited in whichever form it is written", async () => {
    folder.write("base.json", { ...STUB_RECIPE, engine: "wasm" });
    folder.write("child.json", { extends: "./base.json", engine: {} });
    const { resolved, recipe } = await compose(folder.at("child.json"), { plugins: [stubPlugin] });
    expect(resolved.engine).to.deep.equal({ use: "wasm" });
    expect(recipe.sources.get("/engine/use")?.label).to.equal(folder.at("base.json"));
  });

  it("is no component of the run, and is described with the others", async () => {
    const { nodes, engine } = await composeStub({ engine: "cpu" });
    expect(nodes.map(({ contract }) => contract)).to.not.include("Engine");
    expect([engine.pointer, engine.plugin, engine.definition.use]).to.deep.equal(["/engine", "@lode/core", "cpu"]);
  });

  it("that nobody has, and an option that it has not, are errors before anything is built", async () => {
    const unknown = await failureOf(() => composeStub({ engine: "abacus" }));
    expect([unknown.code, unknown.place.pointer]).to.deep.equal(["COMPONENT_UNKNOWN", "/engine/use"]);
    expect(unknown.remedy).to.contain("cpu").and.contain("auto");
    expect((await failureOf(() => composeStub({ engine: "wams" }))).remedy).to.equal('Did you mean "wasm"?');
    const option = await failureOf(() => composeStub({ engine: { use: "cpu", threads: 2 } }));
    expect([option.code, option.place.pointer]).to.deep.equal(["RECIPE_UNKNOWN_KEY", "/engine/threads"]);
  });

  it("may come from a plugin of the recipe, with options of its own", async () => {
    const schema = options({ rods: Type.Integer({ minimum: 1, default: 13 }) });
    const create = { from: () => ({ name: "abacus", load: () => Promise.resolve() }) };
    const plugin = definePlugin({
      name: "@test/abacus",
      core: "*",
      components: [component(Engine, { use: "abacus", description: "", options: schema, create })],
    });
    const resolved = async (engine: object | string): Promise<unknown> =>
      (await compose({ ...STUB_RECIPE, engine } as Parameters<typeof compose>[0], { plugins: [stubPlugin, plugin] })).resolved.engine;
    expect(await resolved("abacus")).to.deep.equal({ use: "abacus", rods: 13 });
    expect(await resolved({ use: "abacus", rods: 7 })).to.deep.equal({ use: "abacus", rods: 7 });
  });
});

describe("auto", () => {
  const threads = (count: number): object => ({
    type: "object",
    properties: { threads: { type: "integer", minimum: 1, default: count } },
    required: ["threads"],
  });
  const fake = (name: string, schema?: object): KnownEngine => {
    const create = { from: () => ({ name, load: () => Promise.resolve() }) };
    return {
      name,
      packageName: "@test/engines",
      definition: component(Engine, { use: name, description: "", options: schema as never, create }),
      shouldLoad: true,
    };
  };

  it("tries Lode's engines from the fastest to the one that is always there", async () => {
    expect(ENGINE_CATALOGUE.map(({ name }) => name)).to.deep.equal(["tensorflow-gpu", "onnx", "tensorflow", "wasm", "cpu"]);
    expect((await loadEngines()).map(({ name }) => name)).to.deep.equal(ENGINE_CATALOGUE.map(({ name }) => name));
  });

  it("knows which engines should load: those whose package is installed and brings all that it needs", async () => {
    const should = (await loadEngines()).filter(({ shouldLoad }) => shouldLoad).map(({ name }) => name);
    expect(should).to.deep.equal(["onnx", "wasm", "cpu"]);
  });

  it("has every option of every engine, each without a default", () => {
    const plugins = enginePlugins([fake("first", threads(4)), fake("second")]);
    const auto = plugins.flatMap(({ components }) => components).find(({ use }) => use === "auto");
    expect(auto?.description).to.contain("first, second");
    expect(JSON.parse(JSON.stringify(auto?.options))).to.deep.equal({ type: "object", properties: { threads: { type: "integer", minimum: 1 } } });
  });

  it("and the engines explain what is set", () => {
    const plugins = enginePlugins([fake("first", threads(4))]);
    const auto = plugins.flatMap(({ components }) => components).find(({ use }) => use === "auto");
    expect(auto?.explain?.({ threads: 2, kind: "rods" } as never)).to.deep.equal(["threads: 2", "kind: rods"]);
  });

  it("leaves out an engine whose package is not there", () => {
    const plugins = enginePlugins([{ name: "gone", packageName: "@test/gone", failure: "@test/gone is not installed", shouldLoad: false }]);
    expect(plugins.flatMap(({ components }) => components).map(({ use }) => use)).to.deep.equal(["auto"]);
  });
});
