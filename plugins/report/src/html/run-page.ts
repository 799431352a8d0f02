import type { RunData } from "../data/run-data.js";
import { htmlDocument } from "./html-document.js";

export interface PageSettings {
  /** For a run that is looked at while it trains: the address, on the page's own server, of its server-sent events (see `RunUpdate`). */
  readonly live?: { readonly events: string };
}

/** The page of a run: one self-contained HTML document that loads nothing; with `live` it listens to its server's events and to nothing else. */
export function runPage(data: RunData, { live }: PageSettings = {}): string {
  return htmlDocument({ title: `${data.name} · run`, kind: "run", data, live });
}
