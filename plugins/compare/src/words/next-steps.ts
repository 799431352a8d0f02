import type { ScoreComparison } from "../compare-scores.js";

/** What to do after reading the verdicts. */
export function nextSteps({ recipes, pairs, settings }: ScoreComparison): readonly string[] {
  const open = pairs.some(({ verdict }) => verdict === "cannot-tell");
  const steps: string[] = [];
  if (pairs.length === 0) steps.push("Add the scores of another recipe to compare with.");
  if (recipes.some(({ seeds }) => seeds < 3)) steps.push("Train every recipe with at least three seeds.");
  if (open && settings.difference === undefined) steps.push("Decide which difference matters: --difference 0.05 says how many seeds it takes.");
  if (open) steps.push("Fix the number of seeds before training more: adding seeds until a verdict comes makes false claims.");
  if (!open && settings.problems === "fixed" && pairs.length > 0) steps.push("For a claim about other problems: --problems population.");
  return steps;
}
