import { Dataset } from "@lode/core";
import { describeDataset, type DatasetSubject } from "@lode/core/testkit";
import { onEvery } from "./catalogue.js";
import { fileDatasets } from "./file-datasets.js";

const subjects: Readonly<Record<string, readonly Omit<DatasetSubject, "component">[]>> = {
  arithmetic: [
    { options: { levels: [1] } },
    { options: { levels: [1], split: "test", solutions: { style: "terse" } } },
    { options: { levels: [1], split: "cold-start", solutions: { style: "by-line", after: 3, share: 0.5 } } },
    { options: { levels: [1], solutions: { style: "mixed", share: 0.5 } } },
  ],
  countdown: [
    { options: { counts: [3] } },
    { options: { counts: [3], split: "test", solutions: { style: "terse" } } },
    { options: { counts: [3], split: "cold-start", solutions: { style: "mixed", attempts: 2, after: 3, share: 0.5 } } },
  ],
  chains: [
    { options: { steps: [1] } },
    { options: { steps: [1], modulus: 5, split: "test" } },
    { options: { steps: [1], split: "cold-start", solutions: { style: "slips", after: 3, share: 0.5 } } },
    { options: { steps: [1], modulus: 12, solutions: { style: "by-line", share: 0.5 } } },
  ],
  ...fileDatasets,
};

await onEvery(Dataset, subjects, (subject) => describeDataset({ describe, it }, subject));
