import type { SuiteData } from "../data/suite-data.js";
import type { RecipeDifference } from "../data/suite-files.js";
import { element } from "./element.js";
import { section } from "./section.js";

/** In what the recipes differ from the first one, by class: a fair comparison of algorithms differs in the algorithm alone. */
export function differencesSection({ result }: SuiteData): HTMLElement | undefined {
  if (result === undefined) return undefined;
  const counted = result.differences.filter((difference) => difference.class !== "run");
  const names = [...new Set(counted.map(({ recipe }) => recipe))];
  const first = result.recipes[0]?.name ?? "the first recipe";
  return section(
    "differences",
    "Recipe differences",
    element(
      "p",
      { class: "quiet" },
      names.length === 0
        ? "The recipes do not differ."
        : `Each recipe against ${first}. Only differences of class algorithm belong to what is compared; names, plugins and engines are left out.`,
    ),
    ...names.map((name) =>
      differenceTable(
        name,
        first,
        counted.filter(({ recipe }) => recipe === name),
      ),
    ),
  );
}

function differenceTable(name: string, first: string, differences: readonly RecipeDifference[]): HTMLElement {
  const head = element("tr", {}, ...["class", "key", first, name].map((text) => element("th", { scope: "col" }, text)));
  const rows = differences.map((difference) =>
    element(
      "tr",
      {},
      element("td", {}, difference.class),
      element("th", { scope: "row" }, difference.pointer.slice(1).replaceAll("/", ".")),
      ...[difference.a, difference.b].map((value) => element("td", {}, value === null || value === undefined ? "–" : JSON.stringify(value))),
    ),
  );
  const table = element("table", { class: "keys" }, element("thead", {}, head), element("tbody", {}, ...rows));
  return element("details", { class: "numbers", open: true }, element("summary", {}, name), element("div", { class: "scroll tall", tabindex: 0 }, table));
}
