import type { SuiteData } from "../data/suite-data.js";
import type { RecipeCurve, SuiteCurves } from "../data/suite-files.js";
import { chartFigure } from "./chart-figure.js";
import { curveChart, type CurveRange } from "./curve-chart.js";
import { element } from "./element.js";
import { formatted } from "./formatted.js";
import { numberTable } from "./number-table.js";
import { section } from "./section.js";

/** Learning curves of all recipes, to one scale. */
export function curvesSection({ curves }: SuiteData): HTMLElement | undefined {
  if (curves === undefined) return undefined;
  const range = rangeOf(curves);
  const explained =
    "pass@1 over training steps. Thick: mean over seeds; shaded: 95 % band for each step alone; dashed: 95 % band for the whole curve; thin: single runs. The verdict rests on the last evaluation alone.";
  return section(
    "curves",
    "Learning curves",
    element("p", { class: "quiet" }, explained),
    element("div", { class: "cards" }, ...curves.recipes.map((curve) => curveCard(curve, range))),
  );
}

function curveCard(curve: RecipeCurve, range: CurveRange): HTMLElement {
  const last = curve.mean[curve.mean.length - 1] as number | undefined;
  const rows = (): readonly (readonly string[])[] =>
    curve.runs.flatMap(({ seed, points }) => points.map(({ step, pass1 }) => [String(seed), String(step), String(pass1)]));
  return element(
    "article",
    { class: "card" },
    element("div", { class: "card-head" }, element("h3", {}, curve.name), element("p", { class: "value" }, formatted(last, "fraction"))),
    chartFigure(`${curve.name}: pass@1 over steps, ${formatted(last, "fraction")} at the end`, () => curveChart(curve, range)),
    curve.reason === undefined ? undefined : element("p", { class: "meaning" }, `no band: ${curve.reason}`),
    numberTable(["seed", "step", "pass@1"], rows),
  );
}

/** Of all recipes, so that their pictures can be compared. */
function rangeOf({ recipes }: SuiteCurves): CurveRange {
  const points = recipes.flatMap(({ runs }) => runs.flatMap((run) => run.points));
  const steps = points.map(({ step }) => step);
  const scores = points.map(({ pass1 }) => pass1);
  return { steps: [Math.min(0, ...steps), Math.max(1, ...steps)], pass1: [Math.min(...scores, 1), Math.max(...scores, 0)] };
}
