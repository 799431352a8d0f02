import type { Interval } from "../statistics/interval.js";
import { mean } from "../statistics/mean.js";
import { sampleVariance } from "../statistics/sample-variance.js";
import { studentTQuantile } from "../statistics/student-t-quantile.js";

/** The mean of learning curves over seeds and how sure it is, point by point. */
export interface Band {
  /** [T] */
  readonly mean: readonly number[];
  /** [T]; null where `reason` says why. */
  readonly intervals: readonly Interval[] | null;
  readonly reason?: string;
}

/**
 * mean ± t_{1 - level/2, S-1} s / √S at every point, s the deviation over seeds at that point.
 *
 * Throws a RangeError where there is no curve, no point, or curves differ in length.
 * @param curves [S, T]: a score of seed s at point t, the same points for all seeds
 */
export function bandAt(curves: readonly (readonly number[])[], level: number): Band {
  const [first] = curves;
  if (first === undefined || first.length === 0 || curves.some(({ length }) => length !== first.length)) {
    throw new RangeError("a band needs curves with the same points, at least one");
  }
  const columns = first.map((_, point) => curves.map((curve) => curve[point]));
  const means = columns.map(mean);
  if (curves.length < 2) return { mean: means, intervals: null, reason: "one seed does not show how seeds differ" };
  const critical = studentTQuantile(level, curves.length - 1);
  const halfWidths = columns.map((column) => critical * Math.sqrt(sampleVariance(column) / curves.length));
  return { mean: means, intervals: means.map((centre, point) => ({ low: centre - halfWidths[point], high: centre + halfWidths[point] })) };
}
