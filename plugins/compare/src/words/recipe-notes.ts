import { printable } from "@lode/core";
import type { ScoreComparison } from "../compare-scores.js";
import type { RecipeSummary } from "../recipe-summary.js";
import { unanimousInterval } from "../statistics/unanimous-interval.js";
import { LEVEL } from "../statistics/level.js";
import { share } from "./share.js";

/** What a reader must know to read a recipe's interval, or why it has none. */
export function recipeNotes(recipe: RecipeSummary, { problems, settings }: ScoreComparison): readonly string[] {
  const { score, seeds, reason, withinRunError } = recipe;
  const notes: string[] = [];
  if (reason !== undefined) notes.push(`no interval: ${reason}`);
  if (withinRunError !== null) notes.push(`standard error ${share(withinRunError)}, for this trained model only`);
  if (seeds === 2) notes.push("with two seeds an interval is too wide to be of use");
  if (seeds > 1 && (score === 0 || score === 1)) {
    const { low, high } = unanimousInterval(score, seeds, LEVEL);
    notes.push(`${everything(score, settings.passAt ?? 1)}; up to ${share(high - low)} of runs might behave otherwise`);
  }
  if (settings.problems === "population" && nearTheEnd(score, problems)) {
    notes.push("the interval holds less often than it says, with scores so near the end of the scale: add problems");
  }
  return notes.map((note) => `${printable(recipe.name)}: ${note}`);
}

/** With k answers a problem can be solved although some of them are wrong. */
function everything(score: number, k: number): string {
  if (score === 0) return "every answer was wrong";
  return k === 1 ? "every answer was right" : "every problem was solved";
}

/** Fewer than one problem's worth of answers is right, or wrong. */
function nearTheEnd(score: number, problems: number): boolean {
  const rare = Math.min(score, 1 - score) * problems;
  return rare > 0 && rare < 1;
}
