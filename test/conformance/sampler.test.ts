import { Sampler } from "@lode/core";
import { describeSampler } from "@lode/core/testkit";
import { onEvery } from "./catalogue.js";

const subjects = {
  group: [{ options: { groupSize: 4, maxTokens: 6 } }, { options: { groupSize: 1, maxTokens: 1, temperature: 0.6, topP: 0.9, topK: 3 } }],
  dynamic: [{ options: { groupSize: 6, maxTokens: 5 } }, { options: { groupSize: 12, maxTokens: 4, temperature: 1.5, maxRounds: 2 } }],
  demonstrations: [{}],
};

await onEvery(Sampler, subjects, (subject) => describeSampler({ describe, it }, subject));
