import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@lode/core";
import type { EvaluatedStep } from "../data/evaluated-step.js";
import type { RecipeDifficulties, SuiteData } from "../data/suite-data.js";
import type { SuiteCurves, SuiteResult, SuiteRun, SuiteState } from "../data/suite-files.js";
import { meanLevels } from "./mean-levels.js";
import { readEvaluations } from "./read-evaluations.js";
import { readJson } from "./read-json.js";

/** Reads a suite's folder, also of a suite that is still training. `location` is the folder as the user named it. Throws RUN_NOT_FOUND, RUN_DAMAGED. */
export function readSuite(folder: string, location: string): SuiteData {
  const state = readJson<SuiteState>(join(folder, "suite.json"));
  if (state === undefined) {
    throw new UserError("RUN_NOT_FOUND", `there is no suite in ${location}`, {
      place: { file: location },
      remedy: "Check the path; `lode compare SUITE.json` makes one.",
    });
  }
  const result = readJson<SuiteResult>(join(folder, "result.json"));
  return {
    ...{ location, state, result },
    curves: readJson<SuiteCurves>(join(folder, "curves.json")),
    difficulties: difficulties(folder, state.runs, result?.evaluation),
    pages: state.runs.map((run) => run.folder).filter((run) => existsSync(join(folder, run, "report.html"))),
  };
}

/** By recipe, of the evaluation set that is scored: of runs that have ended with a score. */
function difficulties(folder: string, runs: readonly SuiteRun[], set: string | undefined): readonly RecipeDifficulties[] {
  const ended = runs.filter(({ state }) => state === "done" || state === "collapsed");
  return [...new Set(ended.map(({ recipe }) => recipe))].flatMap((recipe) => {
    const last = ended.filter((run) => run.recipe === recipe).map((run) => lastLevels(readEvaluations(join(folder, run.folder)), set));
    const levels = meanLevels(last);
    return levels.length === 0 ? [] : [{ recipe, levels }];
  });
}

/** Of the named set, or else of the first. */
function lastLevels(evaluations: readonly EvaluatedStep[], set: string | undefined): EvaluatedStep["levels"] {
  const wanted = set ?? evaluations[0]?.set;
  return evaluations.filter((evaluation) => evaluation.set === wanted).at(-1)?.levels ?? [];
}
