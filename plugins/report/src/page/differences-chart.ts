import type * as Plot from "@observablehq/plot";
import type { ComparedPair } from "../data/suite-files.js";
import { plotLibrary } from "./plot-library.js";

/** The difference of every pair that could be judged, with its interval alone and that for all pairs at once, about no difference. */
export function differencesChart(pairs: readonly ComparedPair[], width: number): Plot.PlotOptions {
  const { axisX, axisY, dot, gridX, ruleX, ruleY } = plotLibrary;
  const rows = pairs.map((pair) => ({ ...pair, name: `${pair.a} − ${pair.b}` }));
  const longest = Math.max(...rows.map(({ name }) => name.length));
  const points = (key: "difference" | "low" | "high" | "simultaneousLow" | "simultaneousHigh") => (pair: ComparedPair) => 100 * (pair[key] ?? NaN);
  return {
    height: 44 + 24 * rows.length,
    marginLeft: Math.min(width / 2.2, 20 + 6.6 * longest),
    marginRight: 20,
    x: { label: null, nice: true },
    y: { domain: rows.map(({ name }) => name), label: null, type: "point" },
    marks: [
      gridX({ ticks: width < 600 ? 3 : 6 }),
      axisX({ ticks: width < 600 ? 3 : 6, tickSize: 0, tickFormat: (value: number) => `${value > 0 ? "+" : ""}${value}`.replace("-", "−") }),
      axisY({ tickSize: 0 }),
      ruleX([0], { stroke: "currentColor", strokeOpacity: 0.6 }),
      ruleY(rows, { y: "name", x1: points("simultaneousLow"), x2: points("simultaneousHigh"), stroke: "var(--series-1)", strokeWidth: 1.25 }),
      ruleY(rows, { y: "name", x1: points("low"), x2: points("high"), stroke: "var(--series-1)", strokeWidth: 3.5 }),
      dot(rows, { x: points("difference"), y: "name", r: 4, fill: "var(--series-1)", stroke: "var(--raised)" }),
    ],
  };
}
