import { overallError } from "./overall-error.js";

/**
 * The level α of a single look with which all looks together make so many false claims: overallError(looks, α) = error. An interval at level α holds at every
 * look together with probability 1 - error (a repeated confidence interval; Jennison and Turnbull 1989).
 *
 *     looks 3, 5 and 5 %: 0.0280;  5, 10: 0.0278;  3, 5, 8, 10: 0.0166
 *
 * By secants of log error over log level, between which it is nearly straight. Throws a RangeError for looks that are none, or an error outside (0,1).
 */
export function nominalLevel(looks: readonly number[], error: number): number {
  if (!(error > 0 && error < 1)) throw new RangeError(`an error rate lies between 0 and 1, not at ${error}`);
  let last = { level: error / looks.length, excess: Math.log(overallError(looks, error / looks.length) / error) };
  let level = last.level * Math.exp(-last.excess);
  for (let step = 0; step < 12 && level !== last.level; step++) {
    const excess = Math.log(overallError(looks, level) / error);
    if (Math.abs(excess) < 1e-7 || excess === last.excess) break;
    const slope = (excess - last.excess) / Math.log(level / last.level);
    last = { level, excess };
    level = Math.min(error, level * Math.exp(-excess / slope));
  }
  return level;
}
