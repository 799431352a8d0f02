import { printable } from "@lode/core";
import type { RecipeSummary } from "../recipe-summary.js";
import { share } from "./share.js";

/** The recipes, best first, a line each. */
export function recipeTable(recipes: readonly RecipeSummary[], k: number): readonly string[] {
  const ranked = [...recipes].sort((a, b) => b.score - a.score);
  const rows = ranked.map(({ name, score, interval, iqm, seeds }) => [
    printable(name),
    share(score),
    interval ? `${share(interval.low)} to ${share(interval.high)}` : "-",
    iqm === null ? "-" : share(iqm),
    String(seeds),
  ]);
  const table = [["recipe", `pass@${k}`, "95 % interval", "IQM", "seeds"], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join("  ")
      .trimEnd(),
  );
}
