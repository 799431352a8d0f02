import type { SuiteData } from "../data/suite-data.js";
import type { SuiteRun } from "../data/suite-files.js";
import { duration } from "./duration.js";
import { element } from "./element.js";
import { formatted } from "./formatted.js";
import { section } from "./section.js";

const MARKS: Readonly<Record<string, string>> = { done: "✓", failed: "✗", collapsed: "↓", running: "…", queued: "·" };

/** Every run of the suite, those that failed or collapsed included. */
export function runsSection({ state, pages, location }: SuiteData): HTMLElement {
  const head = ["recipe", "seed", "state", "pass@1", "steps", "rollouts", "trained tokens", "time"].map((name) => element("th", { scope: "col" }, name));
  return section(
    "runs",
    "Runs",
    element("p", { class: "quiet" }, `A run's own page, with its metrics and rollouts: lode report ${location}/${state.runs[0]?.folder ?? "RECIPE/seed-N"}`),
    element(
      "div",
      { class: "scroll tall", tabindex: 0, role: "region", "aria-label": "runs" },
      element(
        "table",
        { class: "runs" },
        element("thead", {}, element("tr", {}, ...head)),
        element("tbody", {}, ...state.runs.map((run) => runRow(run, pages))),
      ),
    ),
  );
}

function runRow(run: SuiteRun, pages: readonly string[]): HTMLElement {
  const { recipe, seed, folder, state, reason } = run;
  const name = pages.includes(folder) ? element("a", { href: `${folder.split("/").map(encodeURIComponent).join("/")}/report.html` }, recipe) : recipe;
  const numbers = [formatted(run.pass1, "fraction"), formatted(run.steps), formatted(run.rollouts), formatted(run.trainedTokens)];
  return element(
    "tr",
    { "data-state": state },
    element("th", { scope: "row" }, name),
    element("td", {}, String(seed)),
    element("td", {}, `${MARKS[state] ?? ""} ${state}${reason === undefined ? "" : `: ${reason}`}`),
    ...[...numbers, run.seconds === undefined ? "–" : duration(run.seconds)].map((text) => element("td", {}, text)),
  );
}
