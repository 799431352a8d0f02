import { element } from "./element.js";
import { facts } from "./facts.js";
import type { RunPageData } from "./run-page-data.js";
import { section } from "./section.js";

/** With what the run was made, and where it lies. */
export function environmentSection({ environment, location }: RunPageData): HTMLElement {
  const versions = Object.entries(environment.versions).map(([name, version]) =>
    element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, version)),
  );
  return section(
    "environment",
    "Environment",
    facts({ "run folder": location, "content hash": environment.hash, engine: environment.engine }),
    element("table", { class: "keys" }, element("tbody", {}, ...versions)),
  );
}
