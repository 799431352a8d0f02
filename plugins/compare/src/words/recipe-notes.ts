import { printable } from "@lode/core";
import type { ScoreComparison } from "../compare-scores.js";
import type { RecipeSummary } from "../recipe-summary.js";
import { unanimousInterval } from "../statistics/unanimous-interval.js";
import { LEVEL } from "../statistics/level.js";
import { share } from "./share.js";

/** What a reader must know to read a recipe's interval, or why it has none. */
export function recipeNotes(recipe: RecipeSummary, { problems, settings }: ScoreComparison): readonly string[] {
  const { pass1, seeds, reason, withinRunError } = recipe;
  const notes: string[] = [];
  if (reason !== undefined) notes.push(`no interval: ${reason}`);
  if (withinRunError !== null) notes.push(`standard error ${share(withinRunError)}, for this trained model only`);
  if (seeds === 2) notes.push("with two seeds an interval is too wide to be of use");
  if (seeds > 1 && (pass1 === 0 || pass1 === 1)) {
    const { low, high } = unanimousInterval(pass1, seeds, LEVEL);
    notes.push(`every answer was ${pass1 === 0 ? "wrong" : "right"}; up to ${share(high - low)} of runs might behave otherwise`);
  }
  if (settings.problems === "population" && nearTheEnd(pass1, problems)) {
    notes.push("the interval holds less often than it says, with scores so near the end of the scale: add problems");
  }
  return notes.map((note) => `${printable(recipe.name)}: ${note}`);
}

/** Fewer than one problem's worth of answers is right, or wrong. */
function nearTheEnd(pass1: number, problems: number): boolean {
  const rare = Math.min(pass1, 1 - pass1) * problems;
  return rare > 0 && rare < 1;
}
