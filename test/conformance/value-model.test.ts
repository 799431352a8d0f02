import { ValueModel } from "@lode/core";
import { describeValueModel, type ComponentSubject } from "@lode/core/testkit";
import { onEvery } from "./catalogue.js";

const subjects: Readonly<Record<string, readonly Omit<ComponentSubject<ValueModel>, "component">[]>> = {
  critic: [{}, { options: { aggregation: "fixed-length", maxTokens: 9, clip: 0.4, optimizer: { learningRate: 0.05, schedule: "cosine" } } }],
};

await onEvery(ValueModel, subjects, (subject) => {
  describeValueModel({ describe, it }, subject);
});
