import type { RunRow, RunsData } from "../data/runs-data.js";
import { element } from "./element.js";
import { embeddedData } from "./embedded-data.js";
import { formatted } from "./formatted.js";

const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

const { live, ...first } = embeddedData<RunsData & { readonly live: { readonly events: string } }>();
const state = element("span", { class: "state", role: "status" });
const list = element("tbody", {});
const head = ["run", "pass@1", "reward", "state", "done", "written"].map((title) => element("th", { scope: "col" }, title));

document.body.append(
  element("header", {}, element("div", { class: "title" }, element("span", { class: "kind" }, "runs"), element("h1", {}, first.location), state)),
  element(
    "main",
    {},
    element("section", { id: "runs" }, element("div", { class: "watched" }, element("table", {}, element("thead", {}, element("tr", {}, ...head)), list))),
  ),
);
show(first);
new EventSource(live.events).addEventListener("message", (event: MessageEvent<string>) => show(JSON.parse(event.data) as RunsData));

/** A row stays the same element while it is linked as it was, so that the focus stays where it is. */
function show({ runs }: RunsData): void {
  const finished = runs.filter(({ state }) => state === "finished").length;
  state.textContent = runs.length === 0 ? "no run yet" : `${finished} of ${runs.length} finished`;
  const drawn = new Map(Array.from(list.rows, (row) => [row.dataset.run, row]));
  for (const [place, run] of runs.entries()) {
    const row = drawn.get(rowKey(run)) ?? emptyRow(run);
    if (list.rows[place] !== row) list.insertBefore(row, list.rows[place] ?? null);
    const cells = Array.from(row.cells).slice(1);
    for (const [column, content] of contents(run).entries()) cells[column].replaceChildren(content);
  }
  while (list.rows.length > runs.length) list.deleteRow(-1);
}

function rowKey({ path, page }: RunRow): string {
  return JSON.stringify([path, page]);
}

function emptyRow(run: RunRow): HTMLTableRowElement {
  const name = nameOf(run);
  const title = element("th", { scope: "row" }, run.page === undefined ? name : element("a", { href: run.page }, name));
  const cells = head.slice(1).map(() => element("td", {}));
  return element("tr", { "data-run": rowKey(run) }, title, ...cells);
}

function contents(run: RunRow): readonly (Node | string)[] {
  return [
    formatted(run.pass1, "fraction"),
    formatted(run.reward),
    run.state,
    element("progress", { max: 1, value: run.done, "aria-label": `${nameOf(run)}: ${formatted(run.done, "fraction")} done` }),
    run.written === undefined ? "–" : CLOCK.format(run.written),
  ];
}

function nameOf({ path }: RunRow): string {
  return path === "" ? "." : path;
}
