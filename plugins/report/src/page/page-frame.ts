import { element } from "./element.js";

export interface FrameContents {
  readonly kind: string;
  readonly name: string;
  /** Changes in a page that is live. */
  readonly state: Node;
  readonly sections: readonly HTMLElement[];
}

/** The whole page: a head with links to its sections, and the sections. */
export function pageFrame({ kind, name, state, sections }: FrameContents): void {
  const links = sections.map((part) => element("li", {}, element("a", { href: `#${part.id}` }, part.querySelector("h2")?.textContent ?? part.id)));
  document.body.append(
    element("a", { class: "skip", href: `#${sections[0].id}` }, "skip to the result"),
    element(
      "header",
      {},
      element("div", { class: "title" }, element("span", { class: "kind" }, kind), element("h1", {}, name), state),
      element("nav", { "aria-label": "Sections" }, element("ul", {}, ...links)),
    ),
    element("main", {}, ...sections),
    element("footer", {}, "Written by lode report. Charts by Observable Plot and D3 (ISC licence). The page loads nothing and sends nothing."),
  );
}
