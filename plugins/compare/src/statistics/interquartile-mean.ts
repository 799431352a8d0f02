import type { Interval } from "./interval.js";
import { mean } from "./mean.js";
import { sampleVariance } from "./sample-variance.js";
import { studentTQuantile } from "./student-t-quantile.js";

/** With its standard error and interval. */
export interface InterquartileMean extends Interval {
  readonly mean: number;
  readonly standardError: number;
}

/**
 * The mean of run scores without the lowest and the highest quarter, with its interval (Yuen 1974; Tukey and McLaughlin 1963):
 *
 *     q = ⌊S / 4⌋ off each end, h = S - 2q, SE² = (S - 1)·s²_winsorised / (h (h - 1)), t_{h-1}
 *
 * Null under five runs, of which it would trim none or leave two. Needs no order.
 * @param runScores [S]
 */
export function interquartileMean(runScores: readonly number[], level: number): InterquartileMean | null {
  const runs = runScores.length;
  if (runs < 5) return null;
  const trimmed = Math.floor(runs / 4);
  const kept = runs - 2 * trimmed;
  const sorted = [...runScores].sort((a, b) => a - b);
  const winsorised = sorted.map((_, place) => sorted[Math.min(Math.max(place, trimmed), runs - 1 - trimmed)]);
  const centre = mean(sorted.slice(trimmed, runs - trimmed));
  const standardError = Math.sqrt(((runs - 1) * sampleVariance(winsorised)) / (kept * (kept - 1)));
  const halfWidth = studentTQuantile(level, kept - 1) * standardError;
  return { mean: centre, standardError, low: centre - halfWidth, high: centre + halfWidth };
}
