import { resolve } from "node:path";
import type { Draw, Problem } from "../contracts/problem.js";
import type { Group } from "../contracts/rollout.js";
import { UserError } from "../contracts/user-error.js";
import { randomStream } from "../trainer/random-stream.js";
import { sampleDraws } from "../trainer/sample-evaluation.js";
import { openModel, type OpenModel, type OpenModelSettings } from "./open-model.js";
import { writeRows } from "./write-rows.js";

export interface PassRateSettings {
  /** The JSON Lines file to write; it must not exist. */
  readonly file: string;
  /** Completions a problem. */
  readonly samples: number;
  /** The first so many problems; all when left out. */
  readonly problems?: number;
}

export interface PassRates {
  readonly target: string;
  readonly step: number;
  readonly file: string;
  readonly problems: number;
  readonly samples: number;
  /** Of all problems. */
  readonly meanPassRate: number;
  /** How many problems were never solved, and how many always. */
  readonly never: number;
  readonly always: number;
}

/** So many problems are sampled at a time, and written when they are judged. */
const TOGETHER = 64;

/** A row of the file. */
interface Measured extends Pick<Problem, "id" | "question" | "answer" | "solution" | "difficulty"> {
  readonly prompt?: Problem["prompt"];
  readonly passRate: number;
  readonly samples: number;
}

/**
 * Measures how often a model solves each problem of its recipe's data set, with the temperature, top-p and length of `evaluation`, and writes the problems
 * with their pass rates: a file that the dataset `files` reads with the layout `lode`. Does what `lode eval --write-pass-rates` does.
 */
export async function writePassRates(target: string, settings: PassRateSettings & OpenModelSettings): Promise<PassRates> {
  return writeRows(resolve(settings.directory ?? ".", settings.file), async (append) => {
    const model = await openModel(target, settings);
    try {
      const rates: number[] = [];
      for await (const rows of batches(model, settings)) {
        await append(rows);
        rates.push(...rows.map((row) => row.passRate));
      }
      return { target, step: model.step, file: settings.file, samples: settings.samples, ...summed(rates) };
    } finally {
      await model.run.dispose();
    }
  });
}

function summed(rates: readonly number[]): Pick<PassRates, "problems" | "meanPassRate" | "never" | "always"> {
  const count = (rate: number): number => rates.filter((other) => other === rate).length;
  return { problems: rates.length, meanPassRate: rates.reduce((sum, rate) => sum + rate, 0) / rates.length, never: count(0), always: count(1) };
}

async function* batches(model: OpenModel, settings: PassRateSettings & OpenModelSettings): AsyncGenerator<readonly Measured[]> {
  const draws: Draw[] = [];
  let count = 0;
  for await (const draw of model.run.components.dataset.draws(0, "once")) {
    draws.push(draw);
    count += 1;
    if (draws.length === TOGETHER) yield await measured(model, draws.splice(0), settings);
    if (count === settings.problems) break;
  }
  if (draws.length > 0) yield await measured(model, draws, settings);
}

async function measured({ run, composition }: OpenModel, draws: readonly Draw[], settings: PassRateSettings & OpenModelSettings): Promise<readonly Measured[]> {
  const { policy, tokenizer, verifier } = run.components;
  const evaluation = composition.resolved.evaluation as { temperature: number; topP: number; maxTokens: number } | undefined;
  if (!verifier || !evaluation) {
    throw new UserError("COMPONENT_MISSING", "the recipe has no verifier or no evaluation", {
      place: { pointer: "/evaluation" },
      remedy: 'Add "verifier" and "evaluation", whose temperature, topP and maxTokens are used.',
    });
  }
  const { temperature, topP, maxTokens } = evaluation;
  const random = randomStream(Number(composition.resolved.seed)).at("pass-rates");
  const sampling = { temperature, topP, maxTokens, samples: settings.samples, random };
  const groups = await sampleDraws({ policy, tokenizer, verifier }, draws, sampling, settings.signal ?? new AbortController().signal);
  return groups.map((group) => ({ ...stored(group.draw.problem), passRate: passRate(group), samples: settings.samples }));
}

/** A problem as a row: its question where it has one, since a prompt is built around it again when the row is read. */
function stored({ id, question, prompt, answer, solution, difficulty }: Problem): Omit<Measured, "passRate" | "samples"> {
  return { id, ...(question === undefined ? { prompt } : { question }), answer, solution, difficulty };
}

/** The share of correct completions; a verdict that is neither counts as not correct. */
function passRate({ verdicts = [] }: Group): number {
  return verdicts.filter(({ outcome }) => outcome === "correct").length / verdicts.length;
}
