import grpo from "@lode/grpo";
import oreal from "@lode/oreal";
import ppo from "@lode/ppo";
import reinforce from "@lode/reinforce";
import rewards from "@lode/rewards";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import type { GoldenFile } from "./golden-case.js";
import { maxError } from "./max-error.js";
import { replayCase } from "./replay-case.js";

const components = [grpo, oreal, ppo, reinforce, rewards].flatMap((plugin) => plugin.components);

for (const name of ["batch-1", "batch-2"]) {
  const file = JSON.parse(readFileSync(new URL(`../../fixtures/golden/${name}.json`, import.meta.url), "utf8")) as GoldenFile;

  describe(`golden ${name}`, () => {
    for (const golden of file.cases) {
      it(golden.name, async () => {
        const computed = await replayCase(file, golden, components);
        expect(Object.keys(computed)).to.have.members(Object.keys(golden.expected));
        expect(maxError(computed, golden.expected)).to.be.at.most(1);
      });
    }
  });
}

describe("replayCase", () => {
  const file = JSON.parse(readFileSync(new URL("../../fixtures/golden/batch-1.json", import.meta.url), "utf8")) as GoldenFile;
  const refusal = async (kind: string, component: { use: string }): Promise<string> => {
    try {
      await replayCase(file, { kind, name: "x", component, expected: {} }, components);
      return "none";
    } catch (error) {
      return (error as Error).message;
    }
  };

  it("refuses what it does not understand", async () => {
    expect(await refusal("objektive", { use: "ppo" })).to.equal("unknown kind objektive");
    expect(await refusal("objective", { use: "pppo" })).to.equal("unknown component pppo");
    expect(await refusal("objective", { use: "ppo", clipHihg: 0.3 } as { use: string })).to.equal("unknown option clipHihg");
    expect(await refusal("objective", { use: "ppo", maxTokens: 3 } as { use: string })).to.equal("unknown option maxTokens");
    expect(await refusal("objective", { use: "gspo" })).to.equal("missing option clipLow");
    expect(await refusal("objective", { use: "ppo", klEstimator: "k4" } as { use: string })).to.equal('invalid option klEstimator: "k4"');
  });
});

describe("maxError", () => {
  it("measures against the tolerance, and finds what is missing or misshapen", () => {
    expect(maxError({ a: 1.0001 }, { a: 1 })).to.be.within(0.9, 1);
    expect(maxError({ a: [[0, 2e-6]] }, { a: [[0, 0]] })).to.be.closeTo(2, 1e-9);
    for (const wrong of [{}, { a: [[0, 0, 0]] }, { a: [[0, NaN]] }, { a: [[0]] }]) expect(maxError(wrong, { a: [[0, 0]] })).to.equal(Infinity);
  });
});
