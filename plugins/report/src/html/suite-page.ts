import type { SuiteData } from "../data/suite-data.js";
import { htmlDocument } from "./html-document.js";

/** The page of a suite: one self-contained HTML document that loads nothing. */
export function suitePage(data: SuiteData): string {
  return htmlDocument({ title: `${data.state.suite} · suite`, kind: "suite", data });
}
