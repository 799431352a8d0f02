import type * as Plot from "@observablehq/plot";
import type { DifficultyLevel, EvaluatedStep } from "../data/evaluated-step.js";
import { chartFigure } from "./chart-figure.js";
import { element } from "./element.js";
import { formatted } from "./formatted.js";
import { numberTable } from "./number-table.js";
import { plotLibrary } from "./plot-library.js";

/** The pass rate at each level in the first evaluation of a set (hollow) and in the last (full), joined by an arrow. */
export function difficultyFigure(evaluations: readonly EvaluatedStep[]): HTMLElement {
  const first = evaluations[0];
  const last = evaluations[evaluations.length - 1];
  const rows = (): readonly (readonly string[])[] =>
    evaluations.flatMap(({ step, levels }) => levels.map(({ name, problems, pass1 }) => [String(step), name, String(problems), String(pass1)]));
  return element(
    "article",
    { class: "card" },
    element("h3", {}, first.set),
    chartFigure(`pass@1 by difficulty: ${last.levels.map(({ name, pass1 }) => `${name} ${formatted(pass1, "fraction")}`).join(", ")}`, () =>
      difficultyChart(first, last),
    ),
    element("p", { class: "meaning" }, `Hollow: step ${first.step}; full: step ${last.step}. Bars: one standard error over problems; in brackets: problems.`),
    numberTable(["step", "difficulty", "problems", "pass@1"], rows),
  );
}

function difficultyChart(first: EvaluatedStep, last: EvaluatedStep): Plot.PlotOptions {
  const { axisX, axisY, arrow, dot, gridX, ruleY, text } = plotLibrary;
  const before = new Map(first.levels.map((level) => [level.name, level.pass1]));
  const from = ({ name, pass1 }: DifficultyLevel): number => before.get(name) ?? pass1;
  const error =
    (sign: number) =>
    ({ pass1, standardError = 0 }: DifficultyLevel): number =>
      Math.min(1, Math.max(0, pass1 + sign * standardError));
  const names = last.levels.map(({ name }) => name);
  return {
    height: 50 + 36 * names.length,
    marginLeft: 110,
    marginRight: 28,
    x: { domain: [0, 1], label: null },
    y: { domain: names, label: null, type: "point" },
    marks: [
      gridX({ ticks: 5 }),
      axisX({ ticks: 5, tickSize: 0, tickFormat: (value: number) => `${Math.round(100 * value)}\u202f%` }),
      axisY({ tickSize: 0, tickFormat: (name: string) => `${name} (${last.levels.find((level) => level.name === name)?.problems ?? 0})` }),
      ruleY(last.levels, { y: "name", x1: error(-1), x2: error(1), stroke: "var(--series-1)", strokeWidth: 8, strokeOpacity: 0.25 }),
      arrow(last.levels, { x1: from, x2: "pass1", y1: "name", y2: "name", stroke: "currentColor", strokeOpacity: 0.35, inset: 6 }),
      dot(first.levels, { x: "pass1", y: "name", r: 5, stroke: "currentColor", strokeOpacity: 0.6 }),
      dot(last.levels, { x: "pass1", y: "name", r: 5, fill: "var(--series-1)" }),
      text(last.levels, { x: "pass1", y: "name", dy: -12, text: ({ pass1 }: DifficultyLevel) => formatted(pass1, "fraction") }),
    ],
  };
}
