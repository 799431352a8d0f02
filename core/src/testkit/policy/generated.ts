import type { Batch } from "../../contracts/batch.js";
import type { Completion, GenerationRequest, Policy } from "../../contracts/policy.js";
import { randomStream } from "../../trainer/random-stream.js";
import { gathered } from "../gathered.js";
import { randomTokens, tokenizerOf } from "./policy-in-use.js";
import type { PolicySubject } from "./policy-subject.js";
import { tokenRows, type TokenRow } from "./token-rows.js";

/** A request for three completions of a prompt of chance of this length. */
export function requestOf(subject: PolicySubject, length: number, changes: Partial<GenerationRequest> = {}): GenerationRequest {
  const prompt = Int32Array.from(randomTokens(tokenizerOf(subject), length, `request ${length}`));
  return { prompt, samples: 3, maxTokens: 8, temperature: 1, topP: 1, topK: 0, random: randomStream(5).at(length), ...changes };
}

/** All completions, in order of request and sample. */
export async function generated(policy: Policy, requests: readonly GenerationRequest[]): Promise<readonly Completion[]> {
  const completions = await gathered(policy.generate(requests, new AbortController().signal));
  return completions.sort((a, b) => a.request - b.request || a.sample - b.sample);
}

/** Completions with their prompts as a batch. */
export function completionBatch(requests: readonly GenerationRequest[], completions: readonly Completion[], temperature: number): Batch {
  const rows = completions.map(({ request, tokens }): TokenRow => ({ prompt: requests[request].prompt, completion: tokens }));
  return tokenRows(rows, { temperature });
}
