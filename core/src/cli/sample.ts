import { UserError } from "../contracts/user-error.js";
import type { Completion } from "../contracts/policy.js";
import { randomStream } from "../trainer/random-stream.js";
import { openModel, type OpenModelSettings } from "./open-model.js";

export interface SampleSettings {
  readonly prompt: string;
  readonly samples: number;
  /** 0 takes the likeliest token. */
  readonly temperature: number;
  readonly maxTokens: number;
  readonly seed: number;
}

export interface Sampled {
  readonly prompt: string;
  /** `logprob` is of the whole completion, in nats. */
  readonly completions: readonly { readonly text: string; readonly stop: string; readonly logprob: number }[];
}

/** Completions of a prompt by a run's model, or by the policy that a recipe starts from. Does what `lode sample` does. */
export async function sample(target: string, settings: SampleSettings & OpenModelSettings): Promise<Sampled> {
  const { prompt, samples, temperature, maxTokens, seed, signal = new AbortController().signal } = settings;
  if (samples < 1 || maxTokens < 1) throw new UserError("USAGE", "--samples and --max-tokens must be at least 1", { remedy: "Give a larger number." });
  const { run } = await openModel(target, settings);
  try {
    const { policy, tokenizer } = run.components;
    const request = { prompt: tokenizer.encodePrompt(prompt), samples, temperature, maxTokens, topP: 1, topK: 0, random: randomStream(seed).at("sample") };
    const completions: Completion[] = [];
    for await (const completion of policy.generate([request], signal)) completions[completion.sample] = completion;
    signal.throwIfAborted();
    return {
      prompt,
      completions: completions.map(({ tokens, logprobs, stop }) => ({
        text: tokenizer.decode(tokens),
        stop,
        logprob: logprobs.reduce((sum, value) => sum + value, 0),
      })),
    };
  } finally {
    await run.dispose();
  }
}
