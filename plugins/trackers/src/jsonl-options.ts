import { options, Type, type Static } from "@lode/core";

export const jsonlOptions = options({
  rollouts: Type.Boolean({ default: true, description: "Writes every rollout of a step to rollouts/step-N.jsonl." }),
});

export type JsonlOptions = Static<typeof jsonlOptions>;
