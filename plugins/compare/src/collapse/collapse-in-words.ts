import { printable } from "@lode/core";
import { share } from "../words/share.js";
import type { Collapse } from "./collapse.js";

/** What is said of a recipe whose runs may collapse, a line each. */
export function collapseInWords({ recipe, below, runs, collapsed, share: interval, others }: Collapse): readonly string[] {
  const named = collapsed.length === 0 ? "" : ` (seed ${collapsed.map(printable).join(", ")})`;
  const lines = [
    `${printable(recipe)}: ${collapsed.length} of ${runs} runs collapsed${named}, below ${below} as set beforehand; ` +
      `the share of runs that do is ${share(interval.low)} to ${share(interval.high)} (95 % interval)`,
  ];
  if (collapsed.length === 0) return lines;
  return [...lines, `${printable(recipe)}: ${givenNone(others)}`, `${printable(recipe)}: the interval over all runs does not hold where runs collapse`];
}

function givenNone(others: Collapse["others"]): string {
  if (others === null) return "no run is left to give a score given no collapse";
  const { score, interval, reason } = others;
  const range = interval === null ? `no interval: ${reason ?? ""}` : `95 % interval ${share(interval.low)} to ${share(interval.high)}`;
  return `given no collapse the score is ${share(score)} (${range})`;
}
