import { options, Type, type Static } from "@lode/core";

/** Options of every sampler that asks the policy for completions. */
export const generationOptions = options({
  groupSize: Type.Integer({ minimum: 1, default: 8, description: "Completions of each problem (G)." }),
  temperature: Type.Number({ exclusiveMinimum: 0, default: 1, description: "Divides the logits; log-probabilities are meant at it too." }),
  topP: Type.Number({
    exclusiveMinimum: 0,
    maximum: 1,
    default: 1,
    description: "Keeps the likeliest tokens until their probabilities reach this sum; 1 keeps all.",
  }),
  topK: Type.Integer({ minimum: 0, default: 0, description: "Keeps this many of the likeliest tokens; 0 keeps all." }),
  maxTokens: Type.Integer({ minimum: 1, default: 48, description: "Longest completion, the end token included." }),
});

export type GenerationOptions = Static<typeof generationOptions>;
