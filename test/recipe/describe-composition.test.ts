import { expect } from "chai";
import { core } from "./core.js";
import { composeStub } from "./stub-recipe.js";

const { describeComposition } = core("recipe/describe-composition");

describe("describeComposition", () => {
  it("has the components in the order of a training step, nested ones beside what holds them", async () => {
    const { components, name } = describeComposition(
      await composeStub({ trackers: [{ use: "memory" }], rewardModel: { use: "sum", rewards: [{ use: "outcome" }, { use: "token" }] } }),
    );
    expect(name).to.equal("stub");
    expect(components.map(({ pointer }) => pointer)).to.deep.equal([
      "/dataset",
      "/tokenizer",
      "/policy",
      "/sampler",
      "/verifier",
      "/rewardModel",
      "/rewardModel/rewards/0",
      "/rewardModel/rewards/1",
      "/rewardModel/rewards/1/reward",
      "/advantage",
      "/selection",
      "/objective",
      "/engine",
      "/trackers/0",
    ]);
  });

  it("tells what a component is, with its options, its needs and its formula", async () => {
    const { components } = describeComposition(await composeStub({ objective: { use: "reinforce", aggregation: "fixed-length", maxTokens: 3 } }));
    expect(components.find(({ pointer }) => pointer === "/objective")).to.deep.equal({
      pointer: "/objective",
      contract: "Objective",
      use: "reinforce",
      plugin: "@test/stub",
      description: "reinforce.",
      options: { aggregation: "fixed-length", maxTokens: 3 },
      needs: ["advantages", "policy.logprobs"],
      explanation: ["Normalisation: fixed-length."],
    });
  });

  it("lists the slots that are left empty", async () => {
    expect(describeComposition(await composeStub({})).empty).to.deep.equal(["valueModel"]);
    expect(describeComposition(await composeStub({ verifier: null, valueModel: { use: "zero" } })).empty).to.deep.equal(["verifier"]);
  });

  it("lists every default, and nothing that a file or --set gives", async () => {
    const { defaults } = describeComposition(
      await composeStub({ policy: { use: "bare", optimizer: { learningRate: 0.25, schedule: "constant", beta1: 0.9 } } }, [
        "sampler.groupSize=4",
        "dataset.levels=null",
      ]),
    );
    expect(defaults).to.deep.equal({
      "/seed": 1,
      "/plugins": [],
      "/engine/use": "auto",
      "/dataset/levels": [1, 2],
      "/policy/width": 8,
      "/policy/optimizer/warmupSteps": 0,
      "/policy/optimizer/gradientClip": 1,
      "/policy/optimizer/weightDecay": 0.01,
      "/policy/optimizer/beta2": 0.99,
      "/policy/optimizer/epsilon": 1e-8,
      "/rewardModel/scale": "signs",
      "/objective/aggregation": "token-mean",
      "/objective/epsilon": 0.5,
      "/training/epochs": 1,
      "/training/miniBatches": 1,
      "/training/mismatchLimit": 0.1,
      "/training/policyFrozenSteps": 0,
      "/training/unsettledLimit": 0.5,
      "/training/checkpointEvery": 20,
    });
  });

  it("passes warnings on", async () => {
    const { warnings } = describeComposition(await composeStub({ training: { steps: 1, promptsPerStep: 1, policyFrozenSteps: 1 } }));
    expect(warnings).to.have.length(1);
  });
});
