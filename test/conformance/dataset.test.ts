import { Dataset } from "@lode/core";
import { describeDataset } from "@lode/core/testkit";
import { onEvery } from "./catalogue.js";

const subjects = {
  arithmetic: [
    { options: { levels: [1] } },
    { options: { levels: [1], split: "test", solutions: { style: "terse" } } },
    { options: { levels: [1], split: "cold-start", solutions: { style: "by-line", after: 3, share: 0.5 } } },
    { options: { levels: [1], solutions: { style: "mixed", share: 0.5 } } },
  ],
};

await onEvery(Dataset, subjects, (subject) => describeDataset({ describe, it }, subject));
