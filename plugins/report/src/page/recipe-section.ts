import type { RecipeValue } from "../data/recipe-value.js";
import { element } from "./element.js";
import { section } from "./section.js";
import type { RunPageData } from "./run-page-data.js";

/** What was trained: the loss in words, and every value of the recipe, to be searched. */
export function recipeSection({ explanation, recipe }: RunPageData): HTMLElement {
  const search = element("input", { type: "search", id: "recipe-search", placeholder: "key or value", autocomplete: "off" });
  const body = element("tbody", {});
  const show = (): void => {
    const word = search.value.trim().toLowerCase();
    body.replaceChildren(...recipe.filter(({ key, value }) => `${key} ${value}`.toLowerCase().includes(word)).map(row));
  };
  search.addEventListener("input", show);
  show();
  const head = element("tr", {}, element("th", { scope: "col" }, "key"), element("th", { scope: "col" }, "value"));
  return section(
    "recipe",
    "Recipe",
    ...Object.entries(explanation).map(([place, lines]) => explained(place, lines)),
    element("div", { class: "controls" }, element("label", { for: "recipe-search" }, "All values ", search)),
    element("div", { class: "scroll tall", tabindex: 0 }, element("table", { class: "keys" }, element("thead", {}, head), body)),
  );
}

function explained(place: string, lines: readonly string[]): HTMLElement {
  return element("div", { class: "explained" }, element("h3", {}, place), ...lines.map((line) => element("p", { class: "formula" }, line)));
}

function row({ key, value }: RecipeValue): HTMLElement {
  return element("tr", {}, element("th", { scope: "row" }, key), element("td", {}, value));
}
