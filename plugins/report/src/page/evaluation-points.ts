import type { MetricRow } from "../data/metric-row.js";

/** pass@1 of an evaluation set at a step, with its standard error over problems. */
export interface EvaluationPoint {
  readonly set: string;
  readonly step: number;
  readonly pass1: number;
  readonly low: number;
  readonly high: number;
}

/** All evaluations of a run, sets in the order in which they were evaluated; bands of one standard error, within 0 and 1. */
export function evaluationPoints(rows: readonly MetricRow[]): readonly EvaluationPoint[] {
  return rows.flatMap((row) =>
    Object.keys(row).flatMap((name) => {
      const set = /^evaluation\/(.+)\/pass1$/.exec(name)?.[1];
      if (set === undefined) return [];
      const error = row[`evaluation/${set}/standardError`] ?? 0;
      return [{ set, step: row.step, pass1: row[name], low: Math.max(0, row[name] - error), high: Math.min(1, row[name] + error) }];
    }),
  );
}
