import { resolve } from "node:path";
import type { Group } from "../contracts/rollout.js";
import { UserError } from "../contracts/user-error.js";
import { passAtK } from "../math/pass-at-k.js";
import { passAtOne } from "../math/pass-at-one.js";
import { answerRecords } from "../trainer/answer-records.js";
import { evaluate, majority } from "../trainer/evaluate.js";
import { randomStream } from "../trainer/random-stream.js";
import { openModel, type OpenModelSettings } from "./open-model.js";
import { writeRows, type AppendRows } from "./write-rows.js";

export interface SetEvaluation {
  readonly pass1: number;
  readonly standardError: number;
  readonly problems: number;
  readonly samples: number;
  /** Unbiased pass@k for k = 1, 2, 4 … up to `samples`. */
  readonly passAtK: Readonly<Record<number, number>>;
  /** Share of problems whose commonest answer of all samples is correct. */
  readonly majority: number;
  readonly meanLength: number;
  readonly truncated: number;
  /** Share of completions whose verdict is abstain, error or timeout; they count as not correct. */
  readonly unsettled: number;
  /** pass@1 of the problems of each difficulty. */
  readonly byDifficulty: Readonly<Record<string, number>>;
}

export interface EvaluateSettings extends OpenModelSettings {
  /** A JSON Lines file to write every answer to; it must not exist. */
  readonly answersFile?: string;
}

export interface ModelEvaluation {
  readonly target: string;
  readonly step: number;
  readonly sets: Readonly<Record<string, SetEvaluation>>;
  /** The file that has the answers, where one was asked for. */
  readonly answersFile?: string;
}

/** Evaluates a run's checkpoint, or the policy that a recipe starts from, on the evaluation sets of its recipe. Does what `lode eval` does. */
export async function evaluateModel(target: string, settings: EvaluateSettings = {}): Promise<ModelEvaluation> {
  const { answersFile, directory = "." } = settings;
  if (answersFile === undefined) return evaluateSets(target, settings);
  return writeRows(resolve(directory, answersFile), async (append) => ({ ...(await evaluateSets(target, settings, append)), answersFile }));
}

async function evaluateSets(target: string, settings: OpenModelSettings, append?: AppendRows): Promise<ModelEvaluation> {
  const { run, composition, step } = await openModel(target, settings);
  try {
    const { policy, tokenizer, verifier } = run.components;
    if (!verifier || run.evaluationSets.length === 0) {
      throw new UserError("COMPONENT_MISSING", "the recipe has no verifier or no evaluation set", {
        place: { pointer: "/evaluation" },
        remedy: 'Add "verifier" and "evaluation".',
      });
    }
    const random = randomStream(Number(composition.resolved.seed)).at("evaluation");
    const sets: Record<string, SetEvaluation> = {};
    for (const set of run.evaluationSets) {
      const evaluation = await evaluate({ policy, tokenizer, verifier }, set, random, settings.signal ?? new AbortController().signal);
      await append?.(answerRecords(set.name, evaluation.groups));
      const { meanLength, truncated, unsettled } = evaluation.metrics;
      sets[set.name] = { ...evaluation.result, ...shares(evaluation.groups, set.samples), meanLength, truncated, unsettled };
    }
    return { target, step, sets };
  } finally {
    await run.dispose();
  }
}

function shares(groups: readonly Group[], samples: number): Pick<SetEvaluation, "passAtK" | "majority" | "byDifficulty"> {
  const mean = (numbers: readonly number[]): number => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const passAt = (k: number): number => mean(groups.map((group) => passAtK(samples, correctOf(group), k)));
  const ks = [...new Set([...Array.from({ length: Math.floor(Math.log2(samples)) + 1 }, (_, power) => 2 ** power), samples])];
  const difficulties = [...new Set(groups.flatMap((group) => group.draw.problem.difficulty ?? []))].sort((a, b) => a - b);
  const at = (difficulty: number): number => {
    const of = groups.filter((group) => group.draw.problem.difficulty === difficulty);
    return passAtOne(of.map((group) => correctOf(group) / samples)).pass1;
  };
  return {
    passAtK: Object.fromEntries(ks.map((k) => [k, passAt(k)])),
    majority: mean(groups.map(majority)),
    byDifficulty: Object.fromEntries(difficulties.map((difficulty) => [difficulty, at(difficulty)])),
  };
}

function correctOf(group: Group): number {
  return group.verdicts?.filter((verdict) => verdict.outcome === "correct").length ?? 0;
}
