import { element } from "./element.js";

/** Names and values, side by side. */
export function facts(values: Readonly<Record<string, string | undefined>>): HTMLElement {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return element("dl", { class: "facts" }, ...entries.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))));
}
