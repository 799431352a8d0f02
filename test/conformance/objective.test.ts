import { Objective } from "@lode/core";
import { describeObjective, type ObjectiveSubject } from "@lode/core/testkit";
import { onEvery } from "./catalogue.js";

const token = { level: "token", mode: "truncate", cap: 1.2 };
const sequence = { level: "sequence", mode: "mask", cap: 1.7 };
const clip = { clipLow: 0.12, clipHigh: 0.13 };

const subjects: Readonly<Record<string, readonly Omit<ObjectiveSubject, "component">[]>> = {
  ppo: [
    {},
    { options: { aggregation: "sequence-mean", dualClip: 1.32, klCoefficient: 0.2, klEstimator: "k2", entropyCoefficient: 0.05, correction: token } },
    { options: { aggregation: "fixed-length", maxTokens: 11, klCoefficient: 0.1, correction: sequence } },
  ],
  grpo: [{}, { options: { aggregation: "sequence-sum", klCoefficient: 0.2, klEstimator: "abs", entropyCoefficient: 0.05, correction: sequence } }],
  gspo: [{ options: clip }, { options: { ...clip, klCoefficient: 0.2, entropyCoefficient: 0.05, correction: token } }],
  cispo: [{ options: clip }, { options: { ...clip, aggregation: "fixed-length", maxTokens: 5, klCoefficient: 0.1, klEstimator: "k1", correction: token } }],
  reinforce: [{}, { options: { aggregation: "sequence-sum", klCoefficient: 0.2, correction: token } }],
  "cross-entropy": [{}, { options: { aggregation: "sequence-mean" } }],
  oreal: [{}, { options: { klCoefficient: 0, scalePositivesByAdvantage: false, negativeWeight: 1.5 } }],
};

await onEvery(Objective, subjects, (subject) => {
  describeObjective({ describe, it }, subject);
});
