import type * as Plot from "@observablehq/plot";
import type { EvaluationPoint } from "./evaluation-points.js";
import { formatted } from "./formatted.js";
import { plotLibrary } from "./plot-library.js";
import { seriesDash } from "./series-dash.js";

/** pass@1 over steps, a line with a band for each evaluation set, named at its end. */
export function evaluationChart(points: readonly EvaluationPoint[], width: number): Plot.PlotOptions {
  const { areaY, axisX, axisY, dot, gridY, lineY, pointer, selectLast, text, tip } = plotLibrary;
  const sets = [...new Set(points.map(({ set }) => set))];
  const place = { x: "step", y: "pass1", stroke: "set" } as const;
  return {
    height: width < 600 ? 220 : 280,
    marginLeft: 48,
    marginRight: sets.length > 1 ? 110 : 20,
    marginBottom: 32,
    x: { label: "step" },
    y: { label: null, nice: true, zero: true },
    color: { domain: sets, range: sets.map((_, place) => `var(--series-${(place % 6) + 1})`) },
    marks: [
      gridY({ ticks: 5 }),
      axisY({ ticks: 5, tickSize: 0, tickFormat: (value: number) => `${Math.round(100 * value)}\u202f%` }),
      axisX({ ticks: 6, tickSize: 0, label: "training step", labelArrow: false }),
      areaY(points, { x: "step", y1: "low", y2: "high", fill: "set", fillOpacity: 0.16 }),
      ...sets.map((set, series) =>
        lineY(
          points.filter((point) => point.set === set),
          { ...place, strokeWidth: 2, strokeDasharray: seriesDash(series) },
        ),
      ),
      dot(points, { ...place, fill: "var(--paper)", r: 3.5, strokeWidth: 1.75 }),
      sets.length > 1 ? text(points, selectLast({ ...place, z: "set", stroke: undefined, fill: "set", text: "set", textAnchor: "start", dx: 9 })) : undefined,
      tip(
        points,
        pointer({
          x: "step",
          y: "pass1",
          title: ({ set, step, pass1, low, high }: EvaluationPoint) =>
            `${set}, step ${step}\n${formatted(pass1, "fraction")} (${formatted(low, "fraction")} to ${formatted(high, "fraction")})`,
        }),
      ),
    ],
  };
}
