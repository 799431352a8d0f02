import { LODE, WEBGPU, type Bench } from "../bench.js";
import { compare } from "../compare.js";
import type { Measurement } from "../measurement.js";
import { SMALL } from "../model-shape.js";
import { randomTokens } from "../random-tokens.js";
import { threadsInWords } from "../threads-in-words.js";
import type { Row } from "../row.js";

interface SamplingCase {
  readonly prompts: number;
  /** Completions of each prompt. */
  readonly samples: number;
  readonly newTokens: number;
}

const PROMPT_LENGTH = 8;
const GENERATE = "transformers generate";
const CASES: readonly SamplingCase[] = [
  { prompts: 16, samples: 16, newTokens: 8 },
  { prompts: 256, samples: 1, newTokens: 8 },
  { prompts: 4, samples: 16, newTokens: 64 },
  { prompts: 64, samples: 1, newTokens: 64 },
];

/** Sampling against `generate` of transformers: in groups, as these algorithms sample, and with a prompt for each completion. */
export function samplingPart(threads: readonly number[]): readonly Measurement[] {
  return CASES.flatMap((one) =>
    threads.map((count) => ({
      part: "sampling" as const,
      name: `${nameOf(one)}, ${threadsInWords(count)}`,
      expectedSeconds: 22,
      measure: (bench: Bench) => measure(bench, one, count),
    })),
  );
}

function nameOf({ prompts, samples, newTokens }: SamplingCase): string {
  return `sampling ${prompts * samples}×${newTokens} tokens, ${prompts} prompts × ${samples}`;
}

async function measure(bench: Bench, one: SamplingCase, threads: number): Promise<readonly Row[]> {
  const tokens = randomTokens(one.prompts * PROMPT_LENGTH, SMALL.vocabulary);
  const prompts = Array.from({ length: one.prompts }, (_, prompt) => tokens.slice(prompt * PROMPT_LENGTH, (prompt + 1) * PROMPT_LENGTH));
  const settings = { shape: SMALL, prompts, samples: one.samples, newTokens: one.newTokens };
  const sides = [...bench.lodeOnAll("sampling", threads, (engine) => ({ ...settings, engine })), ...bench.peer(GENERATE, "generate.py", threads, settings)];
  const comparison = await compare(sides, bench.effort);
  return [
    {
      name: nameOf(one),
      threads,
      unit: "seconds",
      ours: comparison.seconds(LODE),
      peerName: GENERATE,
      peer: comparison.seconds(GENERATE),
      webgpu: comparison.seconds(WEBGPU),
      asked: { ratio: 2.5 },
      note: comparison.failures(LODE, WEBGPU, GENERATE),
    },
  ];
}
