import { mean } from "./mean.js";
import { sampleVariance } from "./sample-variance.js";

/** Means and variances of scores y, S seeds by P problems. */
export interface CrossedMoments {
  /** S. */
  readonly seeds: number;
  /** P. */
  readonly problems: number;
  /** g. */
  readonly mean: number;
  /** ȳ_s, the score of each run, [S]. */
  readonly seedMeans: readonly number[];
  /** ȳ_i, [P]. */
  readonly problemMeans: readonly number[];
  /** v_S; NaN with one seed. */
  readonly seedVariance: number;
  /** v_P; NaN with one problem. */
  readonly problemVariance: number;
  /** v_SP; NaN with one seed, 0 with one problem. */
  readonly interactionVariance: number;
}

/** Rounding of means of shares; a true difference between runs is larger by orders of magnitude. */
const ROUNDING = 1e-24;

/**
 * The moments of a crossed design with every seed on every problem (Searle, Casella, McCulloch 1992, "Variance Components", chapter 4):
 *
 *     g = mean of y, ȳ_s and ȳ_i the means of its rows and columns
 *     v_S = var(ȳ_s), v_P = var(ȳ_i), v_SP = Σ (y_si - ȳ_s - ȳ_i + g)² / ((S - 1)(P - 1))
 *
 * @param scores y_si, [S, P]: the share of correct answers of seed s to problem i, or a difference of two such shares.
 * Throws a RangeError where there is no score or the rows differ in length.
 */
export function crossedMoments(scores: readonly (readonly number[])[]): CrossedMoments {
  const seeds = scores.length;
  const problems = scores[0]?.length ?? 0;
  if (problems === 0 || scores.some((row) => row.length !== problems)) throw new RangeError("scores need the same problems, at least one, for every seed");
  const seedMeans = scores.map(mean);
  const problemMeans = scores[0].map((_, problem) => mean(scores.map((row) => row[problem])));
  const overall = mean(seedMeans);
  let squares = 0;
  scores.forEach((row, seed) => row.forEach((score, problem) => (squares += (score - seedMeans[seed] - problemMeans[problem] + overall) ** 2)));
  return {
    ...{ seeds, problems, mean: overall, seedMeans, problemMeans },
    seedVariance: withoutRounding(sampleVariance(seedMeans)),
    problemVariance: sampleVariance(problemMeans),
    interactionVariance: withoutRounding(squares / ((seeds - 1) * Math.max(1, problems - 1))),
  };
}

function withoutRounding(variance: number): number {
  return variance < ROUNDING ? 0 : variance;
}
