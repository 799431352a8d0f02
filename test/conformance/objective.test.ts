import { describeObjective, type ObjectiveSubject } from "@lode/core/testkit";
import { cispo, grpoObjective, gspo } from "@lode/grpo";
import { oreal } from "@lode/oreal";
import { ppo } from "@lode/ppo";
import { crossEntropy, reinforce } from "@lode/reinforce";

const token = { level: "token", mode: "truncate", cap: 1.2 };
const sequence = { level: "sequence", mode: "mask", cap: 1.7 };
const clip = { clipLow: 0.12, clipHigh: 0.13 };

const SUBJECTS: readonly ObjectiveSubject[] = [
  { component: ppo },
  { component: ppo, options: { aggregation: "sequence-mean", dualClip: 1.32, klCoefficient: 0.2, klEstimator: "k2", entropyCoefficient: 0.05, correction: token } },
  { component: ppo, options: { aggregation: "fixed-length", maxTokens: 11, klCoefficient: 0.1, correction: sequence } },
  { component: grpoObjective },
  { component: grpoObjective, options: { aggregation: "sequence-sum", klCoefficient: 0.2, klEstimator: "abs", entropyCoefficient: 0.05, correction: sequence } },
  { component: gspo, options: clip },
  { component: gspo, options: { ...clip, klCoefficient: 0.2, entropyCoefficient: 0.05, correction: token } },
  { component: cispo, options: clip },
  { component: cispo, options: { ...clip, aggregation: "fixed-length", maxTokens: 5, klCoefficient: 0.1, klEstimator: "k1", correction: token } },
  { component: reinforce },
  { component: reinforce, options: { aggregation: "sequence-sum", klCoefficient: 0.2, correction: token } },
  { component: crossEntropy },
  { component: crossEntropy, options: { aggregation: "sequence-mean" } },
  { component: oreal },
  { component: oreal, options: { klCoefficient: 0, scalePositivesByAdvantage: false, negativeWeight: 1.5 } },
];

for (const subject of SUBJECTS) describeObjective({ describe, it }, subject);
