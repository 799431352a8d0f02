import type { SuiteData } from "../data/suite-data.js";
import { element } from "./element.js";
import { facts } from "./facts.js";
import { section } from "./section.js";

/** With what the suite was made, and where it lies. */
export function suiteEnvironmentSection({ state, location }: SuiteData): HTMLElement {
  const versions = Object.entries(state.versions ?? {}).map(([name, version]) =>
    element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, version)),
  );
  return section(
    "environment",
    "Environment",
    facts({ "suite's folder": location, "content hash": state.hash, engine: engineInWords(state.engine) }),
    element("table", { class: "keys" }, element("tbody", {}, ...versions)),
  );
}

function engineInWords(engine: SuiteData["state"]["engine"]): string | undefined {
  if (engine === undefined) return undefined;
  const { use, ...options } = engine;
  return [String(use), ...Object.entries(options).map(([name, value]) => `${name} ${String(value)}`)].join(", ");
}
