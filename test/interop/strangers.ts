import { expect } from "chai";
import { plainPlugin, THROWING, type FailingPlugin } from "./failing-plugins.js";
import type { Outcome } from "./run-command.js";
import type { Workshop } from "./workshop.js";

/** A verifier of the plugin in the smallest recipe there is. */
function recipeOf(name: string): unknown {
  return {
    extends: "@lode/recipes/arithmetic/reinforce.json",
    name,
    plugins: [`./${name}/index.js`],
    policy: { initial: null, layers: 1, width: 16, heads: 2, feedForward: 32, optimizer: { warmupSteps: 0 } },
    sampler: { maxTokens: 8 },
    verifier: { use: "strange" },
    training: { steps: 2, promptsPerStep: 2 },
    evaluation: null,
  };
}

function writePlugin(workshop: Workshop, { name, code }: FailingPlugin, dependencies: Readonly<Record<string, string>> = {}): void {
  workshop.writeJson(`strangers/${name}/package.json`, { name, version: "0.1.0", type: "module", exports: "./index.js", dependencies });
  workshop.write(`strangers/${name}/index.js`, code);
  workshop.writeJson(`strangers/${name}.json`, recipeOf(name));
}

function train(workshop: Workshop, name: string): Promise<Outcome> {
  return workshop.lode(["train", `${name}.json`, "--out", `runs/${name}`], "strangers");
}

/** Code, what, where and remedy on standard error, and nothing that only a programmer reads. */
function expectRefusal({ code, stderr }: Outcome, error: string, says: readonly string[]): void {
  expect(stderr.slice(0, stderr.indexOf(":")), stderr).to.equal(error);
  for (const words of says) expect(stderr).to.contain(words);
  expect(stderr)
    .to.match(/^ {2}do {3}\S/m)
    .and.not.to.match(/^ {4}at /m);
  expect(code).to.equal(2);
}

/** Other people's plugins that are no good: what a user is told. */
export function describeStrangers(workshop: () => Workshop): void {
  describe("a third party's plugin", () => {
    for (const plugin of THROWING) {
      it(`that ${plugin.name.replaceAll("-", " ")} is reported with its name and phase`, async () => {
        writePlugin(workshop(), plugin);
        expectRefusal(await train(workshop(), plugin.name), "PLUGIN_FAILED", plugin.says);
      });
    }

    it("that needs another core is refused", async () => {
      writePlugin(workshop(), plainPlugin("of-the-future", "^9.0.0"));
      const says = ["of-the-future asks for @lode/core ^9.0.0, this is ", "Install a version of of-the-future for @lode/core "];
      expectRefusal(await train(workshop(), "of-the-future"), "PLUGIN_INCOMPATIBLE", says);
    });

    it("that brings no library of its own trains", async () => {
      writePlugin(workshop(), plainPlugin("guest"));
      expect(await train(workshop(), "guest")).to.include({ code: 0 });
    });

    it("that brings a second TensorFlow.js is refused", async () => {
      writePlugin(workshop(), plainPlugin("second-tfjs"));
      await workshop().installInto("strangers/second-tfjs", ["@tensorflow/tfjs@4.22.0"]);
      expectRefusal(await train(workshop(), "second-tfjs"), "DUPLICATE_LIBRARY", [
        `would load @tensorflow/tfjs from ${workshop().at("strangers/second-tfjs/node_modules/@tensorflow/tfjs")}`,
        `Lode has it from ${workshop().at("node_modules/@tensorflow/tfjs")}`,
        "Make @tensorflow/tfjs a peer dependency of the plugin",
      ]);
    });

    it("that asks for a tsyringe of its own is refused", async () => {
      writePlugin(workshop(), plainPlugin("own-tsyringe"), { tsyringe: "4.10.0" });
      await workshop().installInto("strangers/own-tsyringe", ["tsyringe@4.10.0"]);
      expectRefusal(await train(workshop(), "own-tsyringe"), "DUPLICATE_LIBRARY", [
        `would load tsyringe from ${workshop().at("strangers/own-tsyringe/node_modules/tsyringe")}`,
        "Take inject and injectable from @lode/core",
      ]);
    });

    it("that brings a second core, and with it a second tsyringe, is refused", async () => {
      writePlugin(workshop(), plainPlugin("second-core"));
      await workshop().installInto("strangers/second-core", [workshop().packedCore]);
      expectRefusal(await train(workshop(), "second-core"), "DUPLICATE_LIBRARY", [
        `would load @lode/core from ${workshop().at("strangers/second-core/node_modules/@lode/core")}`,
        "Make @lode/core a peer dependency of the plugin",
      ]);
    });
  });
}
