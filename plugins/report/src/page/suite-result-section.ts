import type { SuiteData } from "../data/suite-data.js";
import type { RankedRecipe, SuiteResult } from "../data/suite-files.js";
import { chartFigure } from "./chart-figure.js";
import { element } from "./element.js";
import { facts } from "./facts.js";
import { formatted } from "./formatted.js";
import { numberTable } from "./number-table.js";
import { rankingChart } from "./ranking-chart.js";
import { section } from "./section.js";
import { suiteInWords } from "./suite-in-words.js";

/** The first thing to see: which recipe is better, how sure that is, and the ranking. */
export function suiteResultSection({ result, state }: SuiteData): HTMLElement {
  if (result === undefined) {
    const ended = state.runs.filter((run) => ["done", "failed", "collapsed"].includes(run.state)).length;
    return section("result", "Result", element("p", { class: "answer" }, `${ended} of ${state.runs.length} runs have ended: there is no verdict of a part.`));
  }
  return section(
    "result",
    "Result",
    element("p", { class: "answer" }, suiteInWords(result).join(" ")),
    element("p", { class: "quiet" }, claim(result)),
    suiteFacts(result),
    ...result.notes.map((note) => element("p", { class: "note" }, note)),
    element(
      "div",
      { class: "card" },
      element("h3", {}, `Ranking by pass@1 on ${result.evaluation}`),
      chartFigure(`pass@1: ${result.recipes.map(inWords).join("; ")}`, (width) => rankingChart(result.recipes, width)),
      element(
        "p",
        { class: "meaning" },
        "Dot: mean over seeds; bar: its 95 % interval; ticks: single runs. Overlapping bars do not mean that two recipes are equal.",
      ),
      numberTable(["recipe", "pass@1", "low", "high", "interquartile mean", "seeds"], () => result.recipes.map(cells)),
      ...result.recipes.flatMap(({ words }) => words).map((line) => element("p", { class: "meaning" }, line)),
    ),
  );
}

function claim({ problems, paired, sharedStart }: SuiteResult): string {
  const about =
    problems === "population"
      ? "Claims are about problems drawn like these, and new seeds."
      : "Claims are about these problems, averaged over training seeds like these; they say nothing about other problems.";
  const start = sharedStart ? " All runs share one cold start: claims are given that one." : "";
  return `${about}${paired ? " Seeds are paired: equal seeds share cold start, order of problems and evaluation draws." : ""}${start}`;
}

function suiteFacts({ runs, budget, look }: SuiteResult): HTMLElement {
  return facts({
    runs: `${runs.done} of ${runs.planned} done`,
    failed: String(runs.failed),
    collapsed: String(runs.collapsed),
    budget: Object.entries(budget)
      .map(([name, value]) => `${formatted(value)} ${name}`)
      .join(", "),
    look: look === null ? undefined : `at ${look.seeds} seeds, level ${formatted(look.level)}`,
  });
}

function inWords({ name, pass1, low, high }: RankedRecipe): string {
  const interval = low === null || high === null ? "" : ` (${formatted(low, "fraction")} to ${formatted(high, "fraction")})`;
  return `${name} ${formatted(pass1 ?? undefined, "fraction")}${interval}`;
}

function cells({ name, pass1, low, high, iqm, seeds }: RankedRecipe): readonly string[] {
  return [name, ...[pass1, low, high, iqm, seeds].map((value) => (value === null ? "–" : String(value)))];
}
