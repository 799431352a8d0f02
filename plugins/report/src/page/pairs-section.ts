import type { SuiteData } from "../data/suite-data.js";
import type { ComparedPair, SuiteResult } from "../data/suite-files.js";
import { chartFigure } from "./chart-figure.js";
import { choice } from "./choice.js";
import { element } from "./element.js";
import { differencesChart } from "./differences-chart.js";
import { section } from "./section.js";
import { verdictOf } from "./suite-in-words.js";

const MARKS: Readonly<Record<string, string>> = { better: "▲ better", worse: "▼ worse", "cannot-tell": "? cannot tell", same: "= the same" };

/** The verdict of every pair: all at a glance, then in words. */
export function pairsSection({ result }: SuiteData): HTMLElement | undefined {
  if (result === undefined || result.pairs.length === 0) return undefined;
  const names = result.recipes.map(({ name }) => name);
  const { root, field } = choice("Pairs with", { all: "any recipe", ...Object.fromEntries(names.map((name) => [name, name])) }, "all");
  const list = element("div", { class: "pairs" });
  const show = (): void => {
    const shown = result.pairs.filter(({ a, b }) => field.value === "all" || a === field.value || b === field.value);
    list.replaceChildren(...shown.map(pairArticle));
  };
  field.addEventListener("input", show);
  show();
  return section(
    "pairs",
    "Pairs",
    element("p", { class: "quiet" }, "Read a row: how its recipe does against that of the column. Verdicts are adjusted for the number of pairs (Holm)."),
    element("div", { class: "scroll whole", tabindex: 0, role: "region", "aria-label": "verdicts" }, matrix(result, names)),
    differences(result.pairs),
    element("div", { class: "controls" }, root),
    list,
  );
}

function differences(pairs: readonly ComparedPair[]): HTMLElement | undefined {
  const judged = pairs.filter(({ simultaneousLow }) => typeof simultaneousLow === "number");
  if (judged.length === 0) return undefined;
  return element(
    "div",
    { class: "card" },
    element("h3", {}, "Differences of pass@1, in points"),
    chartFigure(`differences of pass@1 of ${judged.length} pairs, with intervals; the words below have the numbers`, (width) =>
      differencesChart(judged, width),
    ),
    element("p", { class: "meaning" }, "First recipe less the second; thick: 95 % interval of the pair alone; thin: simultaneous for all pairs."),
  );
}

function matrix({ pairs }: SuiteResult, names: readonly string[]): HTMLElement {
  const head = element("tr", {}, element("td", {}), ...names.map((name) => element("th", { scope: "col" }, name)));
  const rows = names.map((name) =>
    element("tr", {}, element("th", { scope: "row" }, name), ...names.map((other) => cell(name === other ? undefined : verdictOf(pairs, name, other)))),
  );
  return element("table", { class: "matrix" }, element("thead", {}, head), element("tbody", {}, ...rows));
}

function cell(verdict: string | undefined): HTMLElement {
  return element("td", { "data-verdict": verdict }, verdict === undefined ? "" : (MARKS[verdict] ?? verdict));
}

/** The verdict in words: the first line says it, the others say what it rests on. */
function pairArticle({ a, b, verdict, words }: ComparedPair): HTMLElement {
  const [title = `${a}, ${b}`, ...lines] = words;
  return element(
    "article",
    { class: "pair", "data-verdict": verdict },
    element("h3", {}, element("span", { class: "verdict" }, `${(MARKS[verdict] ?? "").slice(0, 1)} `), title),
    ...lines.map((line) => element("p", {}, line.trim())),
  );
}
