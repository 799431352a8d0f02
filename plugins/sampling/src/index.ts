import { component, definePlugin, Sampler } from "@lode/core";
import { all } from "./all.js";
import { bestOfN } from "./best-of-n.js";
import { DemonstrationsSampler } from "./demonstrations-sampler.js";
import { dynamicOptions, type DynamicOptions } from "./dynamic-options.js";
import { DynamicSampler } from "./dynamic-sampler.js";
import { explainGeneration } from "./explain-generation.js";
import { generationOptions, type GenerationOptions } from "./generation-options.js";
import { GroupSampler } from "./group-sampler.js";
import { informative } from "./informative.js";

const given = ({ groupSize }: GenerationOptions): readonly string[] => [`group=${groupSize}`, "samplerLogprobs"];

const group = component(Sampler, {
  use: "group",
  description: "Several completions of each problem.",
  options: generationOptions,
  gives: given,
  explain: explainGeneration,
  create: GroupSampler,
});

const dynamic = component(Sampler, {
  use: "dynamic",
  description: "Several completions of each problem; draws other problems in place of those that were solved always or never (DAPO).",
  options: dynamicOptions,
  gives: given,
  explain: (options: DynamicOptions) => [
    ...explainGeneration(options),
    `Sampler: only problems with both correct and incorrect rollouts are kept; others are drawn in place of the rest, in at most ${options.maxRounds} rounds.`,
  ],
  create: DynamicSampler,
});

const demonstrations = component(Sampler, {
  use: "demonstrations",
  description: "The data set's own solutions as rollouts, for supervised training.",
  needs: ["dataset.solutions"],
  gives: ["group=1"],
  explain: () => ["Sampler: the solution of each problem, with the end token, as if the policy had written it; the policy generates nothing."],
  create: DemonstrationsSampler,
});

export { all, bestOfN, DemonstrationsSampler, DynamicSampler, GroupSampler, informative };

export default definePlugin({
  name: "@lode/sampling",
  core: "^0.1.0",
  components: [group, dynamic, demonstrations, all, informative, bestOfN],
});
