import { CharacterTokenizer } from "@lode/arithmetic";
import { Policy } from "@lode/core";
import { describePolicy, type PolicySubject } from "@lode/core/testkit";
import { onEvery } from "./catalogue.js";

const small = { layers: 1, width: 4, heads: 1, feedForward: 3 };
const optimizer = { learningRate: 0.01 };

const subjects: Readonly<Record<string, readonly Omit<PolicySubject, "component">[]>> = {
  tabular: [
    { options: { initialDeviation: 1, optimizer: { learningRate: 0.5 } } },
    { options: { initialDeviation: 2 }, tokenizer: new CharacterTokenizer({ alphabet: "01+\n" }) },
  ],
  transformer: [
    { options: { ...small, optimizer } },
    {
      options: {
        ...small,
        layers: 2,
        heads: 2,
        keyValueHeads: 1,
        ropeBase: 10,
        optimizer: { ...optimizer, schedule: "cosine", gradientClip: 0.1, warmupSteps: 2 },
      },
    },
  ],
};

await onEvery(Policy, subjects, (subject) => describePolicy({ describe, it }, subject));
