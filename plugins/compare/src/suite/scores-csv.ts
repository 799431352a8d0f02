import { join } from "node:path";
import { evaluationAnswers } from "./evaluation-answers.js";
import { hasScores, type RunRecord } from "./run-record.js";

const PLAIN = /^[A-Za-z0-9._+*/()=-]+$/;

/** The last evaluation of every run that has scores, recipe by recipe, as `lode stats` reads it. */
export function scoresCsv(recipes: readonly string[], records: readonly RunRecord[], { folder, evaluation }: { folder: string; evaluation: string }): string {
  const lines = ["recipe,seed,problem,sample,correct"];
  for (const recipe of recipes) {
    for (const { seed, steps = 0, folder: run } of records.filter((record) => record.recipe === recipe && hasScores(record))) {
      for (const { problem, sample, correct } of evaluationAnswers(join(folder, run), steps, evaluation)) {
        lines.push(`${recipe},${seed},${field(problem)},${sample},${correct ? 1 : 0}`);
      }
    }
  }
  return `${lines.join("\n")}\n`;
}

function field(text: string): string {
  return PLAIN.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
}
