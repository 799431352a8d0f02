import { RewardModel } from "@lode/core";
import { describeRewardModel, type ComponentSubject } from "@lode/core/testkit";
import { componentsOf, onEvery } from "./catalogue.js";

const components = Object.values(await componentsOf(RewardModel));
const adaptive = { mode: "adaptive", target: 0.5, horizon: 20 };
const optimizer = { learningRate: 0.1, schedule: "cosine" };

const subjects: Readonly<Record<string, readonly Omit<ComponentSubject<RewardModel>, "component">[]>> = {
  outcome: [{}, { options: { scale: "zero-one" } }],
  overlong: [{ options: { maxLength: 5, buffer: 3 } }],
  kl: [{}, { options: { ...adaptive, estimator: "k3" } }],
  "oreal-token": [{ options: { optimizer } }, { options: { rescale: "top-k", ratio: 0.5, incorrectRatio: 0.8, optimizer } }],
  sum: [
    { options: { rewards: [{ use: "outcome" }, { use: "kl", ...adaptive }], weights: [1, 0.5] }, components },
    { options: { rewards: [{ use: "oreal-token", optimizer }, { use: "kl" }], weights: [1, 2] }, components },
  ],
};

await onEvery(RewardModel, subjects, (subject) => {
  describeRewardModel({ describe, it }, subject);
});
