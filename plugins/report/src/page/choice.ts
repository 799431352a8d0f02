import { element } from "./element.js";

/** A field to choose one of several values from, with its label, which the page has once. */
export function choice(
  label: string,
  options: Readonly<Record<string, string>>,
  chosen: string,
): { readonly root: HTMLElement; readonly field: HTMLSelectElement } {
  const id = `choice-${label.toLowerCase().replaceAll(" ", "-")}`;
  const field = element("select", { id }, ...Object.entries(options).map(([value, text]) => element("option", { value, selected: value === chosen }, text)));
  return { root: element("span", {}, element("label", { for: id }, `${label} `), field), field };
}
