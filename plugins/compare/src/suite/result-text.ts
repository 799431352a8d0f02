import { collapseInWords } from "../collapse/collapse-in-words.js";
import { pairInWords } from "../words/pair-in-words.js";
import { recipeNotes } from "../words/recipe-notes.js";
import { recipeTable } from "../words/recipe-table.js";
import { hasScores } from "./run-record.js";
import type { SuiteComparison } from "./suite-comparison.js";

/** What `lode compare` says when all runs have ended. */
export function resultText(found: SuiteComparison, folder: string): string {
  const { suite, records, comparison, matched, collapses, notes } = found;
  const about = suite.problems === "fixed" ? "these problems, seeds like these" : "problems and seeds like these";
  const scored = records.filter(hasScores).length;
  const lines = [
    `${suite.suite}: ${suite.recipes.length} recipes, ${scored} of ${records.length} runs with scores on ${comparison.problems} problems`,
    `intervals are about ${about}; seeds ${suite.paired ? "in pairs" : "not in pairs"}`,
    "",
    ...recipeTable(comparison.recipes, 1),
    ...comparison.recipes.flatMap((recipe) => recipeNotes(recipe, comparison)),
    ...[...collapses.values()].flatMap(collapseInWords),
    ...notes,
    ...comparison.pairs.flatMap((pair) => ["", ...pairInWords(pair, matched)]),
    "",
    "next:",
    ...nextSteps(found).map((step) => `  ${step}`),
    `  lode report ${folder}`,
  ];
  return `${lines.join("\n")}\n`;
}

function nextSteps({ suite, records, look, comparison }: SuiteComparison): readonly string[] {
  const open = comparison.pairs.some(({ verdict }) => verdict === "cannot-tell");
  const steps: string[] = [];
  if (records.some(({ state }) => state === "failed")) steps.push(`Mend what failed; lode compare ${suite.file} tries it again.`);
  if (open && suite.difference === undefined) steps.push('Decide which difference matters: "difference" in the suite says how many seeds it takes.');
  if (open && look !== null && look.next !== null) steps.push(`lode compare ${suite.file} --more-seeds ${look.next}`);
  return steps;
}
