import { studentTQuantile } from "../statistics/student-t-quantile.js";
import { claimsBefore, claimsFrom, noneLater } from "./claims-later.js";

/**
 * The probability that, without a difference, at least one of several looks at a growing number of seeds finds p < level: what a claim at a constant level
 * (Pocock 1977) costs in all. Seeds in pairs, so that the p-value at S seeds is that of Student's t with S - 1 degrees of the first S differences x.
 *
 * Derived without simulation. With r_S = Σ x / √(S Σ x²), t² = (S-1) r² / (1 - r²). Without a difference the direction of x is uniform on the sphere and
 * independent of its length, so r_2, r_3 … is a Markov chain:
 *
 *     r_{S+1} = (√S r_S cos φ + sin φ) / √(S+1),  density of φ in (-π/2, π/2) proportional to cos^{S-1} φ
 *
 * The probability of a claim is integrated from the last look back to the first seed, one seed a step. Exact to about one part in ten thousand.
 *
 * Seeds that are not in pairs make fewer false claims at the same level: Welch's t is more alike from look to look, and is this t where one of the two
 * recipes does not vary.
 *
 * @param looks numbers of seeds, each at least 2, ascending
 * Throws a RangeError for other looks, or a level outside [0,1].
 */
export function overallError(looks: readonly number[], level: number): number {
  if (looks.length === 0 || looks.some((seeds, place) => !Number.isInteger(seeds) || seeds < 2 || (place > 0 && seeds <= looks[place - 1]))) {
    throw new RangeError(`looks are ascending whole numbers of seeds, each at least 2, not ${looks.join(", ")}`);
  }
  if (!(level >= 0 && level <= 1)) throw new RangeError(`a level lies between 0 and 1, not at ${level}`);
  const last = looks[looks.length - 1];
  const most = Math.min(1, looks.length * level);
  if (level === most) return level;
  let claims = noneLater(bound(looks, last, level));
  for (let seeds = last - 1; seeds > 1; seeds--) claims = claimsBefore(claims, seeds, bound(looks, seeds, level));
  // One seed: r is 1 or -1.
  return Math.min(most, Math.max(level, claimsFrom(1, 1, claims)));
}

/** The asin |r| beyond which a look makes a claim; a right angle where nobody looks. */
function bound(looks: readonly number[], seeds: number, level: number): number {
  return looks.includes(seeds) ? Math.atan(studentTQuantile(level, seeds - 1) / Math.sqrt(seeds - 1)) : Math.PI / 2;
}
