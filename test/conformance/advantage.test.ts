import { Advantage } from "@lode/core";
import { describeAdvantage, type ComponentSubject } from "@lode/core/testkit";
import { onEvery } from "./catalogue.js";

const subjects: Readonly<Record<string, readonly Omit<ComponentSubject<Advantage>, "component">[]>> = {
  none: [{}],
  rloo: [{}],
  opo: [{}],
  grpo: [{}, { options: { scale: "none" } }],
  gae: [{}, { options: { gamma: 0.97, lambda: 0.9, whiten: false } }],
};

await onEvery(Advantage, subjects, (subject) => {
  describeAdvantage({ describe, it }, subject);
});
