import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A judged answer of an evaluation set. */
export interface Answer {
  readonly problem: string;
  readonly sample: number;
  readonly correct: boolean;
}

/** The steps at which a run was evaluated, ascending. */
export function evaluatedSteps(run: string): readonly number[] {
  const folder = join(run, "evaluations");
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .flatMap((name) => /^step-(\d+)\.jsonl$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

/** The answers to a set at a step, in the order of problems and samples. */
export function evaluationAnswers(run: string, step: number, set: string): readonly Answer[] {
  const lines = readFileSync(join(run, `evaluations/step-${step}.jsonl`), "utf8").split("\n");
  const rows = lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Answer & { readonly set: string; readonly outcome: string });
  return rows.filter((row) => row.set === set).map(({ problem, sample, outcome }) => ({ problem, sample, correct: outcome === "correct" }));
}

/** pass@1: the share of correct answers; every problem has as many samples. */
export function answeredPass1(answers: readonly Answer[]): number {
  return answers.filter(({ correct }) => correct).length / answers.length;
}
