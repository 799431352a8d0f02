import { basename } from "node:path";
import type { LeftOut, ProblemIndex } from "./problem-index.js";

/** Lines for people: how many problems a data set has, and what was left out. */
export function indexReport(index: ProblemIndex, paths: readonly string[]): readonly string[] {
  const { located, rows, invalid, duplicates, contradictions, skipped, unbalanced } = index;
  const draws = located.reduce((sum, { repeats }) => sum + repeats, 0);
  const epoch = draws === located.length ? "" : `, ${draws} draws an epoch`;
  const other = contradictions === 0 ? "" : `, ${contradictions} of them with another answer than the first`;
  return [
    `${located.length} problems of ${rows} rows in ${paths.map((path) => basename(path)).join(", ")}${epoch}`,
    ...(invalid.count === 0 ? [] : [`left out: ${invalid.count} rows that cannot be used: ${listed(invalid)}`]),
    ...(duplicates.count === 0 ? [] : [`left out: ${duplicates.count} duplicates${other}: ${listed(duplicates)}`]),
    ...(skipped === 0 ? [] : [`left out: the first ${skipped} problems`]),
    ...(unbalanced === 0 ? [] : [`left out: ${unbalanced} problems whose pass rate lies in no range of the balance`]),
  ];
}

function listed({ count, first }: LeftOut): string {
  return `${first.map((line) => line.replaceAll(/\S*[/\\]/g, "")).join("; ")}${count > first.length ? "; …" : ""}`;
}
