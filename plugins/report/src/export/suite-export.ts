import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { UserError } from "@lode/core";
import { readJson } from "../read/read-json.js";
import { readMetrics } from "../read/read-metrics.js";
import { readText } from "../read/read-text.js";
import { csvText } from "./csv-text.js";
import { flatRow } from "./flat-row.js";
import type { SuiteCurves, SuiteResult, SuiteState } from "./suite-files.js";
import type { Row } from "./table.js";

/** The tables of a suite, the first by default. */
export const SUITE_TABLES = ["recipes", "pairs", "curves", "scores", "metrics"] as const;

export type SuiteTable = (typeof SUITE_TABLES)[number];

/** A table of a suite as CSV. Throws RUN_NOT_FOUND for one that is written when all runs have ended, where they have not. */
export function suiteCsv(folder: string, table: SuiteTable): string {
  switch (table) {
    case "recipes":
      return csvText(ended<SuiteResult>(folder, "result.json").recipes.map(flatRow), ["name", "pass1", "low", "high"]);
    case "pairs":
      return csvText(ended<SuiteResult>(folder, "result.json").pairs.map(flatRow), ["a", "b", "difference", "low", "high", "verdict"]);
    case "curves":
      return csvText(curveRows(ended<SuiteCurves>(folder, "curves.json")), ["recipe", "seed", "step", "pass1"]);
    case "scores":
      return readText(join(folder, "scores.csv")) ?? notEnded(folder, "scores.csv");
    case "metrics":
      return csvText(
        metricsOfRuns(folder).flatMap(({ recipe, seed, metrics }) => metrics.map((row) => ({ recipe, seed, ...row }))),
        ["recipe", "seed", "step"],
      );
  }
}

/** A suite as one object; what is written when all runs have ended is null before. */
export function suiteJson(folder: string): object {
  const scores = readText(join(folder, "scores.csv"));
  return {
    suite: readJson<object>(join(folder, "compare.json")) ?? null,
    state: readJson<object>(join(folder, "suite.json")) ?? null,
    result: readJson<object>(join(folder, "result.json")) ?? null,
    curves: readJson<object>(join(folder, "curves.json")) ?? null,
    scores: scores === undefined ? null : scoreRows(scores),
    metrics: metricsOfRuns(folder),
  };
}

function metricsOfRuns(folder: string): readonly { readonly recipe: string; readonly seed: number; readonly metrics: ReturnType<typeof readMetrics> }[] {
  const { runs } = readJson<SuiteState>(join(folder, "suite.json")) ?? { runs: [] };
  return runs.map(({ recipe, seed, folder: run }) => ({ recipe, seed, metrics: readMetrics(join(folder, run)) }));
}

function curveRows({ recipes }: SuiteCurves): readonly Row[] {
  return recipes.flatMap(({ name, runs }) => runs.flatMap(({ seed, points }) => points.map(({ step, pass1 }) => ({ recipe: name, seed, step, pass1 }))));
}

function scoreRows(csv: string): readonly Row[] {
  const numbers = ["seed", "sample", "correct"];
  return parse<Row>(csv, { columns: true, cast: (value, { column, header }) => (!header && numbers.includes(String(column)) ? Number(value) : value) });
}

function ended<Value>(folder: string, file: string): Value {
  return readJson<Value>(join(folder, file)) ?? notEnded(folder, file);
}

function notEnded(folder: string, file: string): never {
  throw new UserError("RUN_NOT_FOUND", `${file} is written when every run of the suite has ended`, {
    place: { file: folder },
    remedy: "Let `lode compare` finish; the table metrics can be had before.",
  });
}
