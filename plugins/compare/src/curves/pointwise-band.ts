import { LEVEL } from "../statistics/level.js";
import { bandAt, type Band } from "./band.js";

/**
 * The pointwise 95 % band of learning curves: at every single point, mean ± t_{.975, S-1} s / √S holds the mean over all seeds in 95 % of cases. The whole
 * curve lies inside less often (`wholeCurveBand`), and no verdict may be read off it: that rests on one score named beforehand. Points at which all seeds have
 * the same score have width 0.
 *
 * Throws a RangeError where there is no curve, no point, or curves differ in length.
 * @param curves [S, T]
 */
export function pointwiseBand(curves: readonly (readonly number[])[]): Band {
  return bandAt(curves, LEVEL);
}
