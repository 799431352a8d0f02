import { join } from "node:path";
import type { Band } from "../curves/band.js";
import { pointwiseBand } from "../curves/pointwise-band.js";
import { wholeCurveBand } from "../curves/whole-curve-band.js";
import { answeredPass1, evaluatedSteps, evaluationAnswers } from "./evaluation-answers.js";
import { hasScores, type RunRecord } from "./run-record.js";

interface Point {
  readonly step: number;
  readonly pass1: number;
}

/** pass@1 of one run at each of its evaluations. */
interface Curve {
  readonly seed: number;
  readonly points: readonly Point[];
}

/** `curves.json`: the learning curves of all runs that have scores, and their means with bands. */
export function suiteCurves(recipes: readonly string[], records: readonly RunRecord[], { folder, evaluation }: { folder: string; evaluation: string }): object {
  const curveOf = ({ seed, folder: run }: RunRecord): Curve => {
    const place = join(folder, run);
    return { seed, points: evaluatedSteps(place).map((step) => ({ step, pass1: answeredPass1(evaluationAnswers(place, step, evaluation)) })) };
  };
  const ofRecipe = (name: string): object => {
    const runs = records.filter((record) => record.recipe === name && hasScores(record)).map(curveOf);
    return { name, runs, ...bands(runs) };
  };
  return { evaluation, recipes: recipes.map(ofRecipe) };
}

/** Over the steps at which all runs were evaluated: with a budget other than updates they may not end at the same. */
function bands(runs: readonly Curve[]): object {
  const steps = (runs[0]?.points ?? []).map(({ step }) => step).filter((step) => runs.every(({ points }) => points.some((point) => point.step === step)));
  if (steps.length === 0) return { steps, mean: [], pointwise: null, wholeCurve: null, reason: runs.length === 0 ? "no run has scores" : "no step in common" };
  const curves = runs.map(({ points }) => points.filter(({ step }) => steps.includes(step)).map(({ pass1 }) => pass1));
  const pointwise: Band = pointwiseBand(curves);
  return {
    ...{ steps, mean: pointwise.mean, pointwise: pointwise.intervals, wholeCurve: wholeCurveBand(curves).intervals },
    ...(pointwise.reason !== undefined && { reason: pointwise.reason }),
  };
}
