import { printable } from "@lode/core";
import type { ComparisonSettings } from "../comparison-settings.js";
import type { JudgedPair, PairComparison } from "../pair-comparison.js";
import type { ScoreComparison } from "../compare-scores.js";
import type { Interval } from "../statistics/interval.js";
import { LEVEL } from "../statistics/level.js";
import type { SeedsNeeded } from "../statistics/seeds-needed.js";
import { share } from "./share.js";

/** The verdict of a pair and what it rests on, in sentences, a line each. */
export function pairInWords(pair: PairComparison, comparison: ScoreComparison): readonly string[] {
  const [a, b] = [printable(pair.a), printable(pair.b)];
  if ("reason" in pair) return [`${a}, ${b}: cannot tell`, `  ${pair.reason}; the scores differ by ${share(pair.difference)}`];
  if (pair.verdict === "cannot-tell") return [`${a}, ${b}: cannot tell`, ...openVerdict(pair, comparison), ...evidence(pair, comparison)];
  if (pair.verdict === "same") return [`${a}, ${b}: the same`, ...sameness(pair, comparison), ...evidence(pair, comparison)];
  const oriented = pair.verdict === "better" ? pair : turned(pair);
  return [`${printable(oriented.a)} is better than ${printable(oriented.b)}`, `  ${claim(oriented, comparison)}`, ...evidence(oriented, comparison)];
}

/** The same said of b against a. */
function turned(pair: JudgedPair): JudgedPair {
  const { a, b, difference, interval, simultaneous, probabilityOfImprovement, equivalence } = pair;
  const { probability, low, high } = probabilityOfImprovement;
  return {
    ...pair,
    ...{ a: b, b: a, difference: -difference, verdict: "better" },
    ...{ interval: mirrored(interval), simultaneous: mirrored(simultaneous) },
    ...(equivalence !== undefined && { equivalence: { ...equivalence, interval: mirrored(equivalence.interval) } }),
    probabilityOfImprovement: { probability: 1 - probability, low: 1 - high, high: 1 - low },
  };
}

function mirrored({ low, high }: Interval): Interval {
  return { low: -high, high: -low };
}

function claim({ a, b, difference, interval, equivalence }: JudgedPair, { settings, problems }: ScoreComparison): string {
  const range = `(95 % interval ${share(interval.low)} to ${share(interval.high)})`;
  const small = equivalence !== undefined && equivalence.pAdjusted < LEVEL ? ` By less than ${equivalence.margin}, as stated beforehand.` : "";
  return about(`${printable(a)} scores higher than ${printable(b)} by ${share(difference)} ${range}`, settings, problems) + small;
}

/** What is claimed, with the problems and seeds that it is claimed of. */
function about(what: string, settings: ComparisonSettings, problems: number): string {
  const start = settings.sharedStart ? ", given this cold start" : "";
  if (settings.problems === "population") return `${what} on problems drawn like these, and new seeds${start}.`;
  return `On these ${problems} problems ${what}, averaged over training seeds like these${start}. This says nothing about other problems.`;
}

function sameness({ a, b, difference, equivalence }: JudgedPair, { settings, problems }: ScoreComparison): readonly string[] {
  if (equivalence === undefined) return [];
  const { margin, interval, pAdjusted } = equivalence;
  const range = `(90 % interval ${share(interval.low)} to ${share(interval.high)}, p ${valueOfP(pAdjusted)})`;
  const what = `${printable(a)} and ${printable(b)} differ by less than ${margin}, as stated beforehand ${range}`;
  return [`  ${about(what, settings, problems)}`, `  The scores differ by ${share(difference)}.`];
}

function openVerdict({ a, b, difference, simultaneous, minimumDetectableEffect }: JudgedPair, { recipes }: ScoreComparison): readonly string[] {
  const seeds = [a, b].map((name) => recipes.find((recipe) => recipe.name === name)?.seeds);
  const count = seeds[0] === seeds[1] ? `${seeds[0]} seeds` : `${seeds[0]} and ${seeds[1]} seeds`;
  return [
    `  The scores differ by ${share(difference)}; the data allow from ${share(simultaneous.low)} to ${share(simultaneous.high)}.`,
    `  With ${count} differences below ${share(minimumDetectableEffect)} would usually go unnoticed. This is not evidence that they are equal.`,
  ];
}

function evidence(
  { a, b, p, pAdjusted, simultaneous, probabilityOfImprovement, seedsNeeded }: JudgedPair,
  { settings, pairs }: ScoreComparison,
): readonly string[] {
  const judged = pairs.filter((pair) => !("reason" in pair)).length;
  const reasons = [...(settings.looks ? [`for ${settings.looks.length} looks`] : []), ...(judged > 1 ? [`after Holm for ${judged} pairs`] : [])];
  const simultaneously = judged > 1 ? `; simultaneous interval ${share(simultaneous.low)} to ${share(simultaneous.high)}` : "";
  const several = reasons.length === 0 ? "" : `, ${valueOfP(pAdjusted)} ${reasons.join(" and ")}${simultaneously}`;
  const { probability: chance, low, high } = probabilityOfImprovement;
  const lines = [
    `  p ${valueOfP(p)}${several}`,
    `  a run of ${printable(a)} beats one of ${printable(b)} with probability ${chance.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`,
  ];
  return seedsNeeded === undefined ? lines : [...lines, `  ${plan(seedsNeeded, settings)}`];
}

function plan({ seeds, upper }: SeedsNeeded, { difference, problems }: ComparisonSettings): string {
  if (seeds === null && problems === "population") return `no number of seeds settles a difference of ${difference}: add problems`;
  if (seeds === null) return `a difference of ${difference} needs more than a million seeds`;
  return `a difference of ${difference} needs ${seeds} seeds a recipe; ${upper ?? "more than a million"} if seeds scatter as much as these few leave open`;
}

function valueOfP(p: number): string {
  return p < 0.0001 ? "< 0.0001" : p.toFixed(4);
}
