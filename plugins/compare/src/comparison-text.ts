import type { ScoreComparison } from "./compare-scores.js";
import { nextSteps } from "./words/next-steps.js";
import { pairInWords } from "./words/pair-in-words.js";
import { recipeNotes } from "./words/recipe-notes.js";
import { recipeTable } from "./words/recipe-table.js";

/** What `lode stats` prints for people: the ranking, the verdict of every pair, what to do next. */
export function comparisonText(comparison: ScoreComparison): string {
  const { settings, problems, recipes, pairs } = comparison;
  const about = settings.problems === "fixed" ? "these problems, seeds like these" : "problems and seeds like these";
  const lines = [
    `${recipes.length} recipes, ${problems} problems; intervals are about ${about}; seeds ${settings.paired ? "in pairs" : "not in pairs"}`,
    "",
    ...recipeTable(recipes, settings.passAt ?? 1),
    ...recipes.flatMap((recipe) => recipeNotes(recipe, comparison)),
    ...pairs.flatMap((pair) => ["", ...pairInWords(pair, comparison)]),
  ];
  const steps = nextSteps(comparison);
  if (steps.length > 0) lines.push("", "next:", ...steps.map((step) => `  ${step}`));
  return `${lines.join("\n")}\n`;
}
