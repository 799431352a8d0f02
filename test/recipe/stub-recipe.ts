import { compose, type Composition } from "@lode/core";
import stubPlugin from "./stub-plugin.js";

/** The shortest recipe that the stub plugin's components make. */
export const STUB_RECIPE = {
  name: "stub",
  dataset: { use: "numbers" },
  tokenizer: { use: "letters" },
  policy: { use: "bare" },
  sampler: { use: "group" },
  verifier: { use: "fair" },
  rewardModel: { use: "outcome" },
  advantage: { use: "plain" },
  selection: { use: "all" },
  objective: { use: "reinforce" },
  training: { steps: 3, promptsPerStep: 2 },
} as const;

/** The stub recipe with other values at some of its keys, null removing them, composed. */
export function composeStub(changes: object, set: readonly string[] = []): Promise<Composition> {
  return compose(JSON.parse(JSON.stringify({ ...STUB_RECIPE, ...changes })) as Parameters<typeof compose>[0], { plugins: [stubPlugin], set });
}
