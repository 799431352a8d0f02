import { chartFigure } from "./chart-figure.js";
import { duration } from "./duration.js";
import { element } from "./element.js";
import { evaluationChart } from "./evaluation-chart.js";
import { evaluationPoints, type EvaluationPoint } from "./evaluation-points.js";
import { facts } from "./facts.js";
import { formatted } from "./formatted.js";
import { numberTable } from "./number-table.js";
import { resultInWords } from "./result-in-words.js";
import type { RunPageData } from "./run-page-data.js";
import { section } from "./section.js";

/** The first thing to see: what came out, how sure that is, and the curve of it. */
export class ResultSection {
  readonly root = section("result", "Result");
  private readonly body = element("div", {});

  constructor(data: RunPageData) {
    this.root.append(this.body);
    this.update(data);
  }

  update(data: RunPageData): void {
    const points = evaluationPoints(data.metrics);
    this.body.replaceChildren(
      element("p", { class: "answer" }, resultInWords(points)),
      element("p", { class: "quiet" }, onWhat(data, points)),
      runFacts(data),
      ...(points.length === 0 ? [] : [evaluationFigure(points)]),
      ...data.notes.map((note) => element("p", { class: "note" }, note)),
    );
  }
}

function onWhat({ summary }: RunPageData, points: readonly EvaluationPoint[]): string {
  const measured = summary?.final;
  const on = measured ? `On ${measured.problems} problems of ${points[0]?.set ?? "the first set"}, ${measured.samples} samples each; ` : "";
  const error = measured ? `standard error over problems ${(100 * measured.standardError).toFixed(1)} points at the end. ` : "";
  return `${on}${error}This is one training run: with another seed it may end elsewhere. Whether a recipe is better than another is told by lode compare.`;
}

function runFacts({ summary, metrics, steps, environment }: RunPageData): HTMLElement {
  const done = metrics.length === 0 ? 0 : metrics[metrics.length - 1].step;
  const sum = (name: string): number => metrics.reduce((total, row) => total + (row[name] ?? 0), 0);
  return facts({
    steps: summary ? String(summary.steps) : `${done} of ${steps}`,
    rollouts: formatted(summary?.rollouts ?? sum("sampling/rollouts")),
    "sampled tokens": formatted(summary?.tokens ?? sum("sampling/tokens")),
    time: duration(sum("time/total")),
    engine: environment.engine,
  });
}

function evaluationFigure(points: readonly EvaluationPoint[]): HTMLElement {
  const rows = (): readonly (readonly string[])[] =>
    points.map(({ set, step, pass1, low, high }) => [set, String(step), String(pass1), String(low), String(high)]);
  return element(
    "div",
    { class: "card" },
    element("h3", {}, "pass@1 in evaluations"),
    chartFigure(resultInWords(points), (width) => evaluationChart(points, width)),
    element("p", { class: "meaning" }, "Share of correct samples, averaged over problems. Band: one standard error over problems."),
    numberTable(["set", "step", "pass@1", "low", "high"], rows),
  );
}
