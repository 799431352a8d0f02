import { expect } from "chai";
import { core } from "../recipe/core.js";
import { failureOf } from "../recipe/failure-of.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";

const { loadCatalogue, loadPlugins } = core("plugin/load-plugins");
const { CATALOGUE } = core("plugin/catalogue");

const FAIR = '{ contract: Symbol.for("@lode/core/Verifier"), use: "fair", create: { from: () => ({}) } }';

function source(name: string, plugin: { readonly core?: string; readonly components?: string } = {}): string {
  return `export default { name: "${name}", core: "${plugin.core ?? "^0.1.0"}", components: [${plugin.components ?? FAIR}] };`;
}

describe("loadPlugins", () => {
  const folder = new TemporaryFolder();
  const load = (...names: readonly string[]) => loadPlugins(names.map((name) => ({ name, file: folder.at("recipe.json"), directory: folder.path })));
  const place = (component: string) => ({ file: folder.at("recipe.json"), pointer: "/plugins", component });

  it("loads packages of Lode wherever the recipe lies, in order, each once", async () => {
    const loaded = await load("@lode/rewards", "@lode/math", "@lode/rewards");
    expect(loaded.map(({ name }) => name)).to.deep.equal(["@lode/rewards", "@lode/math"]);
  });

  it("loads a file, a folder with main, a folder with exports, and packages beside the recipe", async () => {
    folder.write("file.mjs", source("file"));
    folder.write("main/package.json", { main: "./lib/entry.mjs" });
    folder.write("main/lib/entry.mjs", source("main"));
    folder.write("exported/package.json", { type: "module", exports: { ".": { types: "./x.d.ts", default: "./dist/entry.js" } } });
    folder.write("exported/dist/entry.js", source("exported"));
    folder.write("node_modules/@acme/plain/package.json", { name: "@acme/plain", version: "1.2.3", type: "module", main: "entry.js" });
    folder.write("node_modules/@acme/plain/entry.js", source("plain"));
    folder.write("node_modules/@acme/modern/package.json", {
      name: "@acme/modern",
      version: "4.5.6",
      exports: { import: "./dist/entry.mjs", require: "./no.cjs" },
    });
    folder.write("node_modules/@acme/modern/dist/entry.mjs", source("modern"));
    const loaded = await load(folder.at("file.mjs"), folder.at("main"), folder.at("exported"), "@acme/plain", "@acme/modern");
    expect(loaded.map(({ name }) => name)).to.deep.equal(["file", "main", "exported", "plain", "modern"]);
    expect(loaded.slice(3).map(({ version }) => version)).to.deep.equal(["1.2.3", "4.5.6"]);
    for (const { version } of loaded.slice(0, 3)) expect(version).to.match(/^[0-9a-f]{16}$/);
  });

  it("looks beside the recipe before it looks beside Lode", async () => {
    folder.write("own/node_modules/@lode/math/package.json", { name: "@lode/math", version: "9.9.9", type: "module", exports: "./index.js" });
    folder.write("own/node_modules/@lode/math/index.js", source("@lode/math"));
    const [math] = await loadPlugins([{ name: "@lode/math", file: "", directory: folder.at("own") }]);
    expect(math.version).to.equal("9.9.9");
  });

  it("names what to install when a package is missing", async () => {
    const { code, message, place: at, remedy } = await failureOf(() => load("@lode/math", "@acme/missing"));
    expect([code, message, at]).to.deep.equal(["PLUGIN_NOT_FOUND", "there is no plugin @acme/missing", place("@acme/missing")]);
    expect(remedy).to.contain("npm install @acme/missing");
  });

  it("speaks of the path when a file is missing", async () => {
    const { code, remedy } = await failureOf(() => load(folder.at("missing.mjs")));
    expect(code).to.equal("PLUGIN_NOT_FOUND");
    expect(remedy).to.contain("relative to the file that names it").and.not.contain("npm");
  });

  const invalid: readonly (readonly [what: string, source: string, says: string])[] = [
    ["without default export", "export const name = 1;", "is not a Lode plugin"],
    ["whose default is null", "export default null;", "is not a Lode plugin"],
    ["whose default is a function", "export default () => ({});", "is not a Lode plugin"],
    ["without components", 'export default { name: "a", core: "^0.1.0" };', "is not a Lode plugin"],
    ["without the core's version", 'export default { name: "a", components: [] };', "is not a Lode plugin"],
    ["with a component that is none", source("a", { components: `${FAIR}, {}` }), "component 1 of a"],
    ["with a component without contract", source("a", { components: '{ use: "x", create: { from() {} } }' }), "component 0 of a"],
    ["with a component that nothing creates", source("a", { components: FAIR.replace("create", "make") }), "component 0 of a"],
  ];
  for (const [what, content, says] of invalid) {
    it(`refuses a module ${what}`, async () => {
      const file = folder.write(`${what.replaceAll(" ", "-")}.mjs`, content);
      const { code, message, place: at } = await failureOf(() => load(file));
      expect([code, at]).to.deep.equal(["PLUGIN_INVALID", place(file)]);
      expect(message).to.contain(says);
    });
  }

  for (const range of ["^99.0.0", "^0.2.0", "nonsense"]) {
    it(`refuses a plugin for @lode/core ${range}`, async () => {
      const file = folder.write(`core-${range.replace(/\W/g, "")}.mjs`, source("@acme/new", { core: range }));
      const { code, message, remedy } = await failureOf(() => load(file));
      expect(code).to.equal("PLUGIN_INCOMPATIBLE");
      expect(message).to.contain(`@acme/new asks for @lode/core ${range}`);
      expect(remedy).to.contain("@acme/new");
    });
  }

  const failing: readonly (readonly [what: string, source: string, says: string])[] = [
    ["throws while it is imported", 'throw new Error("no luck");', "no luck"],
    ["throws something that is no error", 'throw "no luck";', "no luck"],
    ["has a syntax error", "export default {;", "Unexpected token"],
    ["imports what is not there", 'import "@acme/absent"; export default {};', "@acme/absent"],
  ];
  for (const [what, content, says] of failing) {
    it(`reports a plugin that ${what}`, async () => {
      const file = folder.write(`${what.replaceAll(" ", "-")}.mjs`, content);
      const { code, message, place: at, cause } = await failureOf(() => load(file));
      expect([code, at]).to.deep.equal(["PLUGIN_FAILED", place(file)]);
      expect(message).to.contain(file).and.contain(says);
      expect(cause).to.not.equal(undefined);
    });
  }

  it("refuses a plugin that would bring another copy of the core or of tfjs, before its code runs", async () => {
    for (const library of ["@lode/core", "@tensorflow/tfjs"]) {
      const home = library.replace("/", "-");
      folder.write(`${home}/node_modules/${library}/package.json`, { name: library, version: "0.1.0" });
      const file = folder.write(`${home}/plugin.mjs`, 'throw new Error("ran");');
      const { code, message, remedy } = await failureOf(() => load(file));
      expect(code).to.equal("DUPLICATE_LIBRARY");
      expect(message).to.contain(folder.at(home, "node_modules", library));
      expect(remedy).to.contain(`${library} a peer dependency`);
    }
  });
});

describe("loadCatalogue", () => {
  it("loads all of Lode's own plugins, which register no component twice", async () => {
    const { Registry } = core("plugin/registry");
    const loaded = await loadCatalogue();
    expect(loaded.map(({ name }) => name)).to.deep.equal([...CATALOGUE]);
    expect(new Registry(loaded).list().length).to.equal(loaded.flatMap(({ components }) => components).length);
  });
});
