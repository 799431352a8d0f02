import { printable, UserError } from "@lode/core";
import type { RecipeScores } from "./recipe-scores.js";
import type { ScoreRow } from "./score-row.js";

interface Setting {
  /** Of all recipes of the file. */
  readonly problems: readonly string[];
  readonly file: string;
}

/** The rows of one recipe as counts. Throws DATA_INVALID for an answer that is there twice, and for a problem that a seed did not answer. */
export function scoreTable(name: string, rows: readonly ScoreRow[], { problems, file }: Setting): RecipeScores {
  const seeds = [...new Set(rows.map(({ seed }) => seed))];
  const seedPlace = new Map(seeds.map((seed, place) => [seed, place]));
  const problemPlace = new Map(problems.map((problem, place) => [problem, place]));
  const correct = seeds.map(() => problems.map(() => 0));
  const answers = seeds.map(() => problems.map(() => new Map<string, number>()));
  for (const row of rows) {
    const [seed, problem] = [seedPlace.get(row.seed) ?? 0, problemPlace.get(row.problem) ?? 0];
    const before = answers[seed][problem].get(row.sample);
    if (before !== undefined) {
      throw new UserError("DATA_INVALID", `sample ${printable(row.sample)} of ${cell(name, row.seed, row.problem)} is already in line ${before}`, {
        place: { file, pointer: `line ${row.line}` },
        remedy: "Remove one of the two rows, or give each answer a sample number of its own.",
      });
    }
    answers[seed][problem].set(row.sample, row.line);
    correct[seed][problem] += row.correct ? 1 : 0;
  }
  const samples = answers.map((row) => row.map(({ size }) => size));
  assertComplete({ name, seeds, problems, correct, samples }, file);
  return { name, seeds, problems, correct, samples };
}

function assertComplete({ name, seeds, problems, samples }: RecipeScores, file: string): void {
  const missing = seeds.flatMap((seed, row) => problems.filter((_, column) => samples[row][column] === 0).map((problem) => cell(name, seed, problem)));
  if (missing.length === 0) return;
  const others = missing.length === 1 ? "" : ` (and ${missing.length - 1} more are missing)`;
  throw new UserError("DATA_INVALID", `there is no answer to ${missing[0]}${others}`, {
    place: { file },
    remedy: "Evaluate every seed of every recipe on the same problems, or remove the problem from all of them.",
  });
}

function cell(recipe: string, seed: string, problem: string): string {
  return `recipe ${printable(recipe)}, seed ${printable(seed)}, problem ${printable(problem)}`;
}
