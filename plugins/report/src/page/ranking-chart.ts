import type * as Plot from "@observablehq/plot";
import type { RankedRecipe } from "../data/suite-files.js";
import { formatted } from "./formatted.js";
import { plotLibrary } from "./plot-library.js";

/** Recipes from the highest score to the lowest: mean, 95 % interval, and the single runs as ticks. */
export function rankingChart(recipes: readonly RankedRecipe[], width: number): Plot.PlotOptions {
  const { axisX, axisY, dot, gridX, ruleY, text, tickX } = plotLibrary;
  const ranked = recipes.filter(({ pass1 }) => pass1 !== null).sort((a, b) => (b.pass1 ?? 0) - (a.pass1 ?? 0));
  const runs = ranked.flatMap(({ name, runs: all }) =>
    all.flatMap(({ seed, pass1 }) => (pass1 === null || pass1 === undefined ? [] : [{ name, seed, pass1 }])),
  );
  const bounded = ranked.filter(({ low, high }) => low !== null && high !== null);
  const longest = Math.max(0, ...ranked.map(({ name }) => name.length));
  return {
    height: 46 + 32 * ranked.length,
    marginLeft: Math.min(width / 2.6, 20 + 7 * longest),
    marginRight: 64,
    x: { label: null, nice: true },
    y: { domain: ranked.map(({ name }) => name), label: null, type: "band", padding: 0.35 },
    marks: [
      gridX({ ticks: width < 600 ? 3 : 6 }),
      axisX({ ticks: width < 600 ? 3 : 6, tickSize: 0, tickFormat: (value: number) => formatted(value, "fraction").replace(/\.0(?=\u202f%)/, "") }),
      axisY({ tickSize: 0, fontSize: 12 }),
      tickX(runs, { x: "pass1", y: "name", stroke: "var(--quiet)", strokeWidth: 1.25, strokeOpacity: 0.7 }),
      ruleY(bounded, { y: "name", x1: "low", x2: "high", stroke: "var(--series-1)", strokeWidth: 3 }),
      dot(ranked, { x: "pass1", y: "name", r: 5, fill: "var(--series-1)", stroke: "var(--raised)" }),
      text(ranked, {
        y: "name",
        frameAnchor: "right",
        dx: 10,
        textAnchor: "start",
        fontSize: 12,
        text: ({ pass1 }: RankedRecipe) => formatted(pass1 ?? undefined, "fraction"),
      }),
    ],
  };
}
