import { randomStream, type GenerationRequest } from "@lode/core";
import type { TransformerPolicy } from "@lode/transformer";
import type { ModelShape } from "../model-shape.js";
import type { EngineSettings } from "./engine-settings.js";
import { policyOf } from "./policy-of.js";
import { serve } from "./serve.js";
import { startEngine } from "./start-engine.js";

export interface SamplingSettings {
  readonly engine: EngineSettings;
  readonly shape: ModelShape;
  readonly prompts: readonly (readonly number[])[];
  /** Completions of each prompt. */
  readonly samples: number;
  /** Tokens of each completion. */
  readonly newTokens: number;
}

let prepared: { readonly policy: TransformerPolicy; readonly settings: SamplingSettings } | undefined;
let calls = 0;

async function prepare(settings: SamplingSettings): Promise<object> {
  if (prepared === undefined) await startEngine(settings.engine);
  prepared?.policy.dispose();
  prepared = { policy: policyOf(settings.shape, 0), settings };
  return {};
}

async function run({ steps }: { steps: number }): Promise<object> {
  if (prepared === undefined) throw new RangeError("prepare comes first");
  const { policy, settings } = prepared;
  const seconds: number[] = [];
  for (let step = 0; step < steps; step++) {
    const asked = requests(settings);
    const start = performance.now();
    let tokens = 0;
    for await (const completion of policy.generate(asked, new AbortController().signal)) tokens += completion.tokens.length;
    seconds.push((performance.now() - start) / 1000);
    const expected = settings.prompts.length * settings.samples * settings.newTokens;
    if (tokens !== expected) throw new RangeError(`${tokens} tokens were sampled instead of ${expected}`);
  }
  return { seconds };
}

function requests({ prompts, samples, newTokens }: SamplingSettings): readonly GenerationRequest[] {
  const random = randomStream(1).at("call", calls++);
  return prompts.map((prompt, request) => ({
    prompt: Int32Array.from(prompt),
    samples,
    maxTokens: newTokens,
    temperature: 1,
    topP: 1,
    topK: 0,
    random: random.at(request),
  }));
}

await serve({ prepare, run });
