import { printable } from "@lode/core";
import type { RecipeSummary } from "../recipe-summary.js";
import { share } from "./share.js";

/** The recipes, best first, a line each. */
export function recipeTable(recipes: readonly RecipeSummary[]): readonly string[] {
  const ranked = [...recipes].sort((a, b) => b.pass1 - a.pass1);
  const rows = ranked.map(({ name, pass1, interval, iqm, seeds }) => [
    printable(name),
    share(pass1),
    interval ? `${share(interval.low)} to ${share(interval.high)}` : "-",
    iqm === null ? "-" : share(iqm),
    String(seeds),
  ]);
  const table = [["recipe", "pass@1", "95 % interval", "IQM", "seeds"], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join("  ")
      .trimEnd(),
  );
}
