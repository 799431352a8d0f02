import type * as Plot from "@observablehq/plot";
import type { RecipeCurve } from "../data/suite-files.js";
import { plotLibrary } from "./plot-library.js";

export interface CurveRange {
  readonly steps: readonly [number, number];
  readonly pass1: readonly [number, number];
}

/** One recipe's learning curve: the mean over seeds, the pointwise band, the bounds of the whole-curve band, and the single runs behind them. */
export function curveChart({ runs, steps, mean, pointwise, wholeCurve }: RecipeCurve, range: CurveRange): Plot.PlotOptions {
  const { areaY, axisX, axisY, dot, gridY, lineY } = plotLibrary;
  const points = runs.flatMap(({ seed, points: all }) => all.map((point) => ({ ...point, seed })));
  const band = (bounds: RecipeCurve["pointwise"]): readonly object[] => (bounds === null ? [] : steps.map((step, place) => ({ step, ...bounds[place] })));
  const means = steps.map((step, place) => ({ step, pass1: mean[place] }));
  const bound = { x: "step", stroke: "var(--series-1)", strokeWidth: 1, strokeDasharray: "3 3" } as const;
  return {
    height: 190,
    marginLeft: 48,
    marginRight: 12,
    x: { label: null, domain: range.steps },
    y: { label: null, domain: range.pass1, nice: true, clamp: true },
    marks: [
      gridY({ ticks: 4 }),
      axisY({ ticks: 4, tickSize: 0, tickFormat: (value: number) => `${Math.round(100 * value)}\u202f%` }),
      axisX({ ticks: 5, tickSize: 0 }),
      areaY(band(pointwise), { x: "step", y1: "low", y2: "high", fill: "var(--series-1)", fillOpacity: 0.16 }),
      lineY(band(wholeCurve), { ...bound, y: "low" }),
      lineY(band(wholeCurve), { ...bound, y: "high" }),
      lineY(points, { x: "step", y: "pass1", z: "seed", stroke: "var(--quiet)", strokeWidth: 1, strokeOpacity: 0.55 }),
      lineY(means, { x: "step", y: "pass1", stroke: "var(--series-1)", strokeWidth: 2.25 }),
      dot(means, { x: "step", y: "pass1", r: 3, fill: "var(--series-1)" }),
    ],
  };
}
