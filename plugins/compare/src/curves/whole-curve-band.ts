import { LEVEL } from "../statistics/level.js";
import { bandAt, type Band } from "./band.js";

/**
 * The 95 % band that holds the whole mean curve: mean ± t_{1 - .025/T, S-1} s / √S at each of T points (Bonferroni). Wide with few seeds.
 *
 * Throws a RangeError where there is no curve, no point, or curves differ in length.
 * @param curves [S, T]
 */
export function wholeCurveBand(curves: readonly (readonly number[])[]): Band {
  return bandAt(curves, LEVEL / Math.max(1, curves[0]?.length ?? 1));
}
