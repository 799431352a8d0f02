import { Advantage, Objective, Verifier, component, definePlugin, type ComponentDefinition } from "@lode/core";
import { expect } from "chai";
import { core } from "../recipe/core.js";
import { failureOf } from "../recipe/failure-of.js";

const { Registry } = core("plugin/registry");

const create = { from: () => ({}) as never };

function plugin(name: string, ...components: readonly ComponentDefinition[]) {
  return { ...definePlugin({ name, core: "^0.1.0", components }), file: `/recipes/${name}.json` };
}

const verifier = component(Verifier, { use: "fair", description: "", create });
const objective = component(Objective, { use: "grpo", description: "", create });
const advantage = component(Advantage, { use: "grpo", description: "", create });

describe("Registry", () => {
  const registry = new Registry([plugin("a", verifier, objective), plugin("b", advantage)]);

  it("finds a component by contract and name, with its plugin", () => {
    expect(registry.find("Objective", "grpo")).to.deep.equal({ definition: objective, plugin: "a" });
    expect(registry.find("Advantage", "grpo")).to.deep.equal({ definition: advantage, plugin: "b" });
    expect(registry.find("Verifier", "grpo")).to.equal(undefined);
    expect(registry.find("Verifier", "toString")).to.equal(undefined);
  });

  it("lists all, or those of a contract", () => {
    expect(registry.list().map(({ definition }) => definition.use)).to.deep.equal(["fair", "grpo", "grpo"]);
    expect(registry.list("Advantage")).to.deep.equal([{ definition: advantage, plugin: "b" }]);
    expect(registry.list("Sampler")).to.deep.equal([]);
  });

  it("refuses two plugins with one component, naming both", async () => {
    const other = component(Verifier, { use: "fair", description: "another", create });
    const { code, message, place } = await failureOf(() => new Registry([plugin("a", verifier), plugin("b", other)]));
    expect([code, message]).to.deep.equal(["PLUGIN_DUPLICATE", 'b and a both register the Verifier "fair"']);
    expect(place).to.deep.equal({ file: "/recipes/b.json", pointer: "/plugins", component: "b" });
  });

  it("refuses a plugin that registers a component twice", async () => {
    const { code, message } = await failureOf(() => new Registry([plugin("a", verifier, { ...verifier })]));
    expect([code, message]).to.deep.equal(["PLUGIN_DUPLICATE", 'a registers the Verifier "fair" twice']);
  });

  it("takes a plugin that is named in two ways once", () => {
    expect(new Registry([plugin("a", verifier), plugin("a", verifier)]).list()).to.have.length(1);
  });
});
