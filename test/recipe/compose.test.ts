import { compose, definePlugin } from "@lode/core";
import { expect } from "chai";
import { failureOf } from "./failure-of.js";
import stubPlugin from "./stub-plugin.js";
import { STUB_RECIPE, composeStub } from "./stub-recipe.js";
import { TemporaryFolder } from "./temporary-folder.js";

const OPTIMIZER = { use: "bare", optimizer: { warmupSteps: 3 } };

describe("compose", () => {
  const folder = new TemporaryFolder();

  it("lists the options that name weights", async () => {
    expect((await composeStub({})).weights).to.deep.equal([]);
    expect((await composeStub({ policy: { use: "bare", initial: { run: "runs/a" } } })).weights).to.deep.equal(["/policy/initial"]);
  });

  it("takes a file relative to a directory", async () => {
    folder.write("a/recipe.json", STUB_RECIPE);
    const { resolved } = await compose("a/recipe.json", { directory: folder.path, plugins: [stubPlugin] });
    expect(resolved.name).to.equal("stub");
  });

  it("has the plugins in order, with what tells their contents apart", async () => {
    const { plugins } = await compose(
      { ...STUB_RECIPE, plugins: ["@lode/math", "@lode/rewards"], rewardModel: null, advantage: null, objective: { use: "corrected" } },
      {
        plugins: [definePlugin({ ...stubPlugin, components: stubPlugin.components.filter(({ use }) => use !== "outcome" && use !== "sum") })],
      },
    );
    expect(plugins.map(({ name }) => name)).to.deep.equal(["@lode/math", "@lode/rewards", "@test/stub"]);
    expect(plugins[0].version).to.match(/^\d+\.\d+\.\d+/);
  });

  it("looks for a package beside the file that names it, and names that file when it is missing", async () => {
    const install = (place: string, name: string): void => {
      folder.write(`${place}/node_modules/${name}/package.json`, { name, version: "1.0.0", type: "module", exports: "./index.js" });
      folder.write(`${place}/node_modules/${name}/index.js`, `export default { name: "${name}", core: "^0.1.0", components: [] };`);
    };
    install("shared", "@acme/theirs");
    install("mine", "@acme/mine");
    folder.write("shared/base.json", { ...STUB_RECIPE, plugins: ["@acme/theirs"] });
    const child = (plugin: string) => folder.write("mine/child.json", { extends: "../shared/base.json", plugins: [plugin] });
    const { plugins } = await compose(child("@acme/mine"), { plugins: [stubPlugin] });
    expect(plugins.map(({ name }) => name)).to.deep.equal(["@acme/theirs", "@acme/mine", "@test/stub"]);
    const absent = await failureOf(() => compose(child("@acme/absent"), { plugins: [stubPlugin] }));
    expect([absent.code, absent.place.file, absent.place.component]).to.deep.equal(["PLUGIN_NOT_FOUND", folder.at("mine/child.json"), "@acme/absent"]);
    folder.write("shared/base.json", { ...STUB_RECIPE, plugins: ["@acme/gone"] });
    expect((await failureOf(() => compose(child("@acme/mine"), { plugins: [stubPlugin] }))).place.file).to.equal(folder.at("shared/base.json"));
  });

  it("names the file that names the second of two plugins with the same component", async () => {
    folder.write("twice.json", { ...STUB_RECIPE, plugins: ["@lode/rewards"] });
    const { code, message, place } = await failureOf(() => compose(folder.at("twice.json"), { plugins: [stubPlugin] }));
    expect(code).to.equal("PLUGIN_DUPLICATE");
    expect(message).to.contain("@lode/rewards").and.contain("@test/stub").and.contain('RewardModel "outcome"');
    expect(place.pointer).to.equal("/plugins");
  });

  describe("warns", () => {
    const training = (changes: object) => ({ training: { ...STUB_RECIPE.training, ...changes } });
    const cases: readonly (readonly [what: string, changes: object, warning: RegExp | null])[] = [
      ["of nothing in an ordinary recipe", {}, null],
      ["of frozen steps up to the last", training({ policyFrozenSteps: 3 }), /^training\.policyFrozenSteps \(3\) .*the policy never learns/],
      ["of frozen steps beyond the last", training({ policyFrozenSteps: 9 }), /policyFrozenSteps \(9\)/],
      ["not of frozen steps before the last", training({ policyFrozenSteps: 2 }), null],
      [
        "of a warm-up beyond the last step",
        { policy: { use: "bare", optimizer: { warmupSteps: 4 } } },
        /^policy\.optimizer\.warmupSteps \(4\) .*training\.steps \(3\)/,
      ],
      ["not of a warm-up to the last step", { policy: OPTIMIZER }, null],
    ];
    for (const [what, changes, warning] of cases) {
      it(what, async () => {
        const { warnings } = await composeStub(changes);
        expect(warnings).to.have.length(warning === null ? 0 : 1);
        if (warning) expect(warnings[0]).to.match(warning);
      });
    }
  });
});
