import { element } from "./element.js";

/** A part of the page with a heading that the page's contents link to. */
export function section(id: string, title: string, ...children: readonly (Node | string | undefined)[]): HTMLElement {
  return element("section", { id, "aria-labelledby": `${id}-title` }, element("h2", { id: `${id}-title` }, title), ...children);
}
