import { element } from "./element.js";

/** The numbers of a chart as a table that opens on demand: for reading, copying, and those who do not see the chart. */
export function numberTable(columns: readonly string[], rows: () => readonly (readonly string[])[]): HTMLElement {
  const details = element("details", { class: "numbers" }, element("summary", {}, "numbers"));
  details.addEventListener("toggle", () => {
    if (!details.open || details.querySelector("table")) return;
    const head = element("tr", {}, ...columns.map((column) => element("th", { scope: "col" }, column)));
    const body = rows().map((row) => element("tr", {}, ...row.map((cell) => element("td", {}, cell))));
    details.append(element("div", { class: "scroll", tabindex: 0 }, element("table", {}, element("thead", {}, head), element("tbody", {}, ...body))));
  });
  return details;
}
