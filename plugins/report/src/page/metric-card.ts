import type { MetricDeclaration } from "@lode/core";
import type { MetricRow } from "../data/metric-row.js";
import { chartFigure } from "./chart-figure.js";
import { element } from "./element.js";
import { formatted } from "./formatted.js";
import { metricChart } from "./metric-chart.js";
import { metricPoints } from "./metric-points.js";
import { movingMeanWindow } from "./moving-mean-window.js";
import { numberTable } from "./number-table.js";

/** A metric: its name, its last number, its curve, what it means, and its numbers. */
export function metricCard(name: string, declaration: MetricDeclaration | undefined, rows: readonly MetricRow[]): HTMLElement {
  const points = metricPoints(rows, name);
  const unit = declaration?.unit ?? "1";
  const last = points[points.length - 1].value;
  const window = movingMeanWindow(points.length);
  return element(
    "article",
    { class: "card metric", "data-metric": name },
    element(
      "div",
      { class: "card-head" },
      element("h3", {}, name),
      element("p", { class: "value" }, formatted(last, unit), element("span", { class: "unit" }, unitText(unit))),
    ),
    chartFigure(`${name}: ${formatted(points[0].value, unit)} at step ${points[0].step}, ${formatted(last, unit)} at the last`, () =>
      metricChart(points, unit),
    ),
    element(
      "p",
      { class: "meaning" },
      declaration?.meaning ?? "No plugin at hand declares this metric.",
      window > 1 ? ` Bold: mean of ${window} steps.` : undefined,
    ),
    numberTable(["step", name], () => points.map(({ step, value }) => [String(step), String(value)])),
  );
}

function unitText(unit: string): string {
  return unit === "fraction" || unit === "1" ? "" : ` ${unit}`;
}
