import type * as Plot from "@observablehq/plot";
import type { RecipeDifficulties, SuiteData } from "../data/suite-data.js";
import { chartFigure } from "./chart-figure.js";
import { element } from "./element.js";
import { formatted } from "./formatted.js";
import { numberTable } from "./number-table.js";
import { plotLibrary } from "./plot-library.js";
import { section } from "./section.js";

/** Pass rates of all recipes by difficulty: a picture a level. */
export function suiteDifficultySection({ difficulties }: SuiteData): HTMLElement | undefined {
  if (difficulties.length === 0) return undefined;
  const names = [...new Set(difficulties.flatMap(({ levels }) => levels.map(({ name }) => name)))];
  return section(
    "difficulty",
    "By difficulty",
    element("p", { class: "quiet" }, "pass@1 of the last evaluation, mean over seeds. Bars: one standard error over seeds. No verdict rests on these."),
    element("div", { class: "cards" }, ...names.map((name) => levelCard(name, difficulties))),
  );
}

interface LevelScore {
  readonly recipe: string;
  readonly problems: number;
  readonly pass1: number;
  readonly standardError?: number;
}

function levelCard(name: string, difficulties: readonly RecipeDifficulties[]): HTMLElement {
  const scores = difficulties.flatMap(({ recipe, levels }) => levels.filter((level) => level.name === name).map((level) => ({ recipe, ...level })));
  return element(
    "article",
    { class: "card" },
    element("h3", {}, `difficulty ${name}`, element("span", { class: "unit" }, ` · ${scores[0].problems} problems`)),
    chartFigure(`difficulty ${name}: ${scores.map(({ recipe, pass1 }) => `${recipe} ${formatted(pass1, "fraction")}`).join(", ")}`, (width) =>
      levelChart(scores, width),
    ),
    numberTable(["recipe", "pass@1"], () => scores.map(({ recipe, pass1 }) => [recipe, String(pass1)])),
  );
}

function levelChart(scores: readonly LevelScore[], width: number): Plot.PlotOptions {
  const { axisX, axisY, dot, gridX, ruleY } = plotLibrary;
  const bound =
    (sign: number) =>
    ({ pass1, standardError = 0 }: LevelScore): number =>
      Math.min(1, Math.max(0, pass1 + sign * standardError));
  return {
    height: 36 + 20 * scores.length,
    marginLeft: Math.min(width / 2.6, 16 + 6.5 * Math.max(...scores.map(({ recipe }) => recipe.length))),
    marginRight: 20,
    x: { domain: [0, 1], label: null },
    y: { domain: scores.map(({ recipe }) => recipe), type: "point", label: null },
    marks: [
      gridX({ ticks: 5 }),
      axisX({ ticks: 5, tickSize: 0, tickFormat: (value: number) => `${Math.round(100 * value)}\u202f%` }),
      axisY({ tickSize: 0 }),
      ruleY(scores, { y: "recipe", x1: bound(-1), x2: bound(1), stroke: "var(--series-1)", strokeWidth: 7, strokeOpacity: 0.25 }),
      dot(scores, { x: "pass1", y: "recipe", r: 4, fill: "var(--series-1)" }),
    ],
  };
}
