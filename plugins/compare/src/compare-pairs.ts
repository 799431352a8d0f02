import type { ComparisonSettings } from "./comparison-settings.js";
import type { JudgedPair, PairComparison, PairVerdict, UnjudgedPair } from "./pair-comparison.js";
import type { RecipeScores } from "./scores/recipe-scores.js";
import { levelAt } from "./looks/level-at.js";
import { overallError } from "./looks/overall-error.js";
import { solvedShares } from "./scores/solved-shares.js";
import { crossedErrorParts } from "./statistics/crossed-error-parts.js";
import { crossedMoments, type CrossedMoments } from "./statistics/crossed-moments.js";
import { differencePValue } from "./statistics/difference-p-value.js";
import { equivalencePValue } from "./statistics/equivalence-p-value.js";
import type { ErrorParts } from "./statistics/error-parts.js";
import { holm } from "./statistics/holm.js";
import type { Interval } from "./statistics/interval.js";
import { LEVEL } from "./statistics/level.js";
import { minimumDetectableEffect } from "./statistics/minimum-detectable-effect.js";
import { pairedDifference } from "./statistics/paired-difference.js";
import { probabilityOfImprovement } from "./statistics/probability-of-improvement.js";
import { seedsNeeded } from "./statistics/seeds-needed.js";
import type { Spread } from "./statistics/spread.js";
import { targetSpreads } from "./statistics/target-spreads.js";
import { unpairedErrorParts } from "./statistics/unpaired-error-parts.js";
import { widestSpread } from "./statistics/widest-spread.js";

interface Candidate {
  readonly a: string;
  readonly b: string;
  readonly difference: number;
  readonly runs: readonly [readonly number[], readonly number[]];
  readonly parts: ErrorParts;
  readonly spreads: readonly Spread[];
}

/**
 * Every pair of recipes, the first of the two before the second in the order given. Recipes have the same problems, and where seeds are paired the same seeds
 * in the same order.
 *
 * p-values are made to hold for all looks first (`overallError`), then for all pairs by Holm. Holm's method on p-values compared with the level of one look
 * would not do: the smaller a level, the more do looks add to it. Intervals hold at all looks together (`nominalLevel`), so that they say what verdicts say.
 *
 * Throws a RangeError where pass@k is asked for of fewer than k answers.
 */
export function comparePairs(recipes: readonly RecipeScores[], settings: ComparisonSettings): readonly PairComparison[] {
  const candidates = recipes.flatMap((a, place) => recipes.slice(place + 1).map((b) => candidate(a, b, settings)));
  const judgeable = candidates.filter((pair): pair is Candidate => "spreads" in pair);
  const pValues = judgeable.map(({ difference, spreads }) => differencePValue(difference, spreads));
  const adjust = (values: readonly number[]): readonly number[] => holm(values.map((p) => (settings.looks ? overallError(settings.looks, p) : p)));
  const adjusted = adjust(pValues);
  const { equivalence: margin } = settings;
  const apart = margin === undefined ? [] : adjust(judgeable.map(({ difference, spreads }) => equivalencePValue(difference, margin, spreads)));
  const levels = { one: levelAt(settings, LEVEL), all: levelAt(settings, LEVEL / Math.max(1, judgeable.length)) };
  const judged = new Map(
    judgeable.map((pair, place) => [pair, judge(pair, { p: pValues[place], pAdjusted: adjusted[place], apart: apart[place], levels }, settings)]),
  );
  return candidates.map((pair) => ("spreads" in pair ? (judged.get(pair) as JudgedPair) : pair));
}

function candidate(a: RecipeScores, b: RecipeScores, { paired, problems: target, passAt }: ComparisonSettings): Candidate | UnjudgedPair {
  const shares = [solvedShares(a, passAt), solvedShares(b, passAt)] as const;
  const moments = [crossedMoments(shares[0]), crossedMoments(shares[1])] as const;
  const pair = { a: a.name, b: b.name, difference: moments[0].mean - moments[1].mean };
  const reason = obstacle(moments, target);
  if (reason !== undefined) return { ...pair, verdict: "cannot-tell", reason };
  const parts = paired ? crossedErrorParts(crossedMoments(pairedDifference(...shares))) : unpairedErrorParts(...moments);
  const spreads = targetSpreads(parts, target);
  if (spreads.length === 0) return { ...pair, verdict: "cannot-tell", reason: "no variation seen between seeds" };
  return { ...pair, runs: [moments[0].seedMeans, moments[1].seedMeans], parts, spreads };
}

function obstacle(moments: readonly CrossedMoments[], target: ComparisonSettings["problems"]): string | undefined {
  if (moments.some(({ seeds }) => seeds < 2)) return "one seed does not show how seeds differ";
  if (target === "population" && moments[0].problems < 2) return "one problem does not show how problems differ";
  return undefined;
}

interface Significance {
  readonly p: number;
  readonly pAdjusted: number;
  /** Adjusted, of a difference of the margin or more; absent without a margin. */
  readonly apart: number | undefined;
  /** Of an interval of one pair, and of one among those of all pairs. */
  readonly levels: { readonly one: number; readonly all: number };
}

function judge({ a, b, difference, runs, parts, spreads }: Candidate, significance: Significance, settings: ComparisonSettings): JudgedPair {
  const around = (level: number): Interval => {
    const { halfWidth } = widestSpread(spreads, level);
    return { low: difference - halfWidth, high: difference + halfWidth };
  };
  const { p, pAdjusted, apart, levels } = significance;
  const { difference: stated, equivalence: margin, problems: target } = settings;
  return {
    ...{ a, b, difference, interval: around(levels.one), p, pAdjusted, simultaneous: around(levels.all) },
    probabilityOfImprovement: probabilityOfImprovement(...runs, levels.one),
    minimumDetectableEffect: minimumDetectableEffect(spreads, levels.one),
    verdict: verdictOf(difference, pAdjusted, apart),
    ...(stated !== undefined && { seedsNeeded: seedsNeeded(parts, { difference: stated, target, level: levels.one }) }),
    ...(margin !== undefined && apart !== undefined && { equivalence: { margin, interval: around(2 * levels.one), pAdjusted: apart } }),
  };
}

function verdictOf(difference: number, pAdjusted: number, apart: number | undefined): PairVerdict {
  if (pAdjusted < LEVEL) return difference > 0 ? "better" : "worse";
  return apart !== undefined && apart < LEVEL ? "same" : "cannot-tell";
}
