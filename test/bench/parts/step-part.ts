import { randomStream } from "@lode/core";
import { ArithmeticDataset } from "@lode/arithmetic";
import { join } from "node:path";
import { LODE, WEBGPU, type Bench, type Side } from "../bench.js";
import { compare, type Comparison, type Outcome } from "../compare.js";
import type { Measurement } from "../measurement.js";
import { SMALL } from "../model-shape.js";
import { threadsInWords } from "../threads-in-words.js";
import type { Row } from "../row.js";
import { figureOf, type Figure } from "../statistics.js";
import { ALPHABET, GROUP_SIZE, LEARNING_RATE, MAX_TOKENS, PROMPTS_PER_STEP, stepRecipe } from "./step-recipe.js";

const TRL = "TRL GRPO";
const OREAL = "Lode OREAL";
/** Prompts of so many steps; TRL begins again after them. */
const STEPS_OF_PROMPTS = 64;

/** Whole training steps against TRL's GRPO step: sampling, reward, gradient, optimizer. */
export function stepPart(threads: readonly number[]): readonly Measurement[] {
  return threads.map((count) => ({
    part: "step" as const,
    name: `training steps, ${threadsInWords(count)}`,
    expectedSeconds: 60,
    measure: (bench: Bench) => measure(bench, count),
  }));
}

async function measure(bench: Bench, threads: number): Promise<readonly Row[]> {
  const sides: readonly Side[] = [
    ...bench.lodeOnAll("recipe", threads, (engine) => ({ recipe: stepRecipe("grpo", engine), folder: join(bench.folder, "grpo") })),
    { ...bench.lode("recipe", threads, (engine) => ({ recipe: stepRecipe("oreal", engine), folder: join(bench.folder, "oreal") })), name: OREAL },
    ...bench.peer(TRL, "grpo.py", threads, await peerSettings()),
  ];
  return rowsOf(await compare(sides, bench.effort), threads);
}

async function peerSettings(): Promise<object> {
  return {
    shape: SMALL,
    alphabet: ALPHABET,
    prompts: await prompts(PROMPTS_PER_STEP * STEPS_OF_PROMPTS),
    promptsPerStep: PROMPTS_PER_STEP,
    groupSize: GROUP_SIZE,
    maxTokens: MAX_TOKENS,
    learningRate: LEARNING_RATE,
  };
}

/** The first prompts of the recipe's data set, in its order. */
async function prompts(count: number): Promise<readonly string[]> {
  const dataset = new ArithmeticDataset({ levels: [1, 2, 3], split: "reinforcement", solutions: { style: "worked" } }, randomStream(1).at("/dataset"));
  const taken: string[] = [];
  for await (const { problem } of dataset.draws(0)) {
    taken.push(problem.prompt as string);
    if (taken.length === count) break;
  }
  return taken;
}

function rowsOf(comparison: Comparison, threads: number): readonly Row[] {
  const shared = { threads, peerName: TRL };
  const rollouts = `${PROMPTS_PER_STEP}×${GROUP_SIZE} rollouts of at most ${MAX_TOKENS} tokens`;
  const seconds = { ...shared, unit: "seconds" as const, peer: comparison.seconds(TRL) };
  const memory = { ...shared, unit: "megabytes" as const, peer: comparison.memory(TRL), asked: { ratio: 1 } };
  return [
    {
      ...seconds,
      name: `GRPO step, ${rollouts}`,
      ours: comparison.seconds(LODE),
      webgpu: comparison.seconds(WEBGPU),
      asked: { ratio: 2.5 },
      note: noteOf(comparison, LODE),
    },
    { ...seconds, name: `OREAL step, ${rollouts}`, ours: comparison.seconds(OREAL), asked: { ratio: 4 }, note: noteOf(comparison, OREAL) },
    {
      ...shared,
      name: "  of GRPO, rollout tokens trained",
      unit: "tokens/second",
      ours: rate(comparison.outcome(LODE)),
      peer: rate(comparison.outcome(TRL)),
      note: comparison.failures(TRL) ?? splitOf(TRL, comparison.outcome(TRL)),
    },
    { ...memory, name: "  of GRPO, peak memory", ours: comparison.memory(LODE) },
    { ...memory, name: "  of OREAL, peak memory", ours: comparison.memory(OREAL) },
  ];
}

function noteOf(comparison: Comparison, name: string): string | undefined {
  return comparison.failures(name) ?? splitOf(name, comparison.outcome(name));
}

function rate(outcome: Outcome | null): Figure | null {
  const { tokens, seconds } = outcome?.report ?? {};
  if (tokens === undefined || seconds === undefined) return null;
  const { best, median } = figureOf(seconds.map((value, step) => value / tokens[step]));
  return { best: 1 / best, median: 1 / median };
}

/** Where the side's time goes, in medians, how long its completions are, and how many rollouts trained. */
function splitOf(name: string, outcome: Outcome | null): string | undefined {
  if (outcome === null) return undefined;
  const { phases = [], tokens = [], rows = [] } = outcome.report;
  const medianOf = (phase: string): string => `${phase} ${figureOf(phases.map((step) => step[phase] ?? 0)).median.toFixed(3)} s`;
  const trained = rows.length > 0 ? `, ${mean(rows).toFixed(0)} rollouts trained` : "";
  return `${name}: ${Object.keys(phases[0]).map(medianOf).join(", ")}; ${mean(tokens).toFixed(0)} tokens${trained}`;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}
