import type * as Plot from "@observablehq/plot";
import { formatted } from "./formatted.js";
import { movingMeanWindow } from "./moving-mean-window.js";
import { plotLibrary } from "./plot-library.js";

export interface MetricPoint {
  readonly step: number;
  readonly value: number;
}

const POINTS_WITH_DOTS = 60;

/** One metric over steps; a long curve is drawn thin, with the mean of some steps over it. */
export function metricChart(points: readonly MetricPoint[], unit: string): Plot.PlotOptions {
  const { axisX, dot, gridY, axisY, lineY, pointerX, tip, windowY } = plotLibrary;
  const window = movingMeanWindow(points.length);
  const place = { x: "step", y: "value" } as const;
  const axis = { ticks: 4, tickSize: 0, tickFormat: (value: number) => formatted(value, unit).replace(/\.0(?=\u202f%)/, "") };
  return {
    height: 150,
    marginLeft: 52,
    marginRight: 14,
    marginTop: 10,
    marginBottom: 26,
    x: { label: null, domain: domain(points) },
    y: { label: null, nice: true },
    marks: [
      gridY({ ticks: 4 }),
      axisY(axis),
      axisX({ ticks: 5, tickSize: 0, tickFormat: (step: number) => (Number.isInteger(step) ? String(step) : "") }),
      lineY(points, { ...place, stroke: "var(--series-1)", strokeWidth: window > 1 ? 0.75 : 1.75, strokeOpacity: window > 1 ? 0.5 : 1 }),
      window > 1 ? lineY(points, windowY({ k: window }, { ...place, stroke: "var(--series-1)", strokeWidth: 2 })) : undefined,
      points.length <= POINTS_WITH_DOTS ? dot(points, { ...place, r: 2, fill: "var(--series-1)", stroke: "var(--paper)", strokeWidth: 0.5 }) : undefined,
      tip(points, pointerX({ ...place, title: (point: MetricPoint) => `step ${point.step}\n${formatted(point.value, unit)}` })),
    ],
  };
}

function domain(points: readonly MetricPoint[]): readonly [number, number] {
  const steps = points.map(({ step }) => step);
  return [Math.min(...steps), Math.max(...steps, Math.min(...steps) + 1)];
}
