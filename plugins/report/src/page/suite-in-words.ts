import type { ComparedPair, SuiteResult } from "../data/suite-files.js";
import { formatted } from "./formatted.js";
import { listed } from "./listed.js";

/** What a suite found, in two or three sentences: the highest recipe, whom it beats, and what cannot be told. */
export function suiteInWords({ recipes, pairs }: SuiteResult): readonly string[] {
  const scored = recipes.filter(({ pass1 }) => pass1 !== null).sort((a, b) => (b.pass1 ?? 0) - (a.pass1 ?? 0));
  if (scored.length === 0) return ["No recipe has a score."];
  const [best, ...others] = scored;
  const highest = `${best.name} has the highest pass@1, ${formatted(best.pass1 ?? undefined, "fraction")}.`;
  if (others.length === 0) return [highest];
  const against = (verdict: string): readonly string[] => others.map(({ name }) => name).filter((name) => verdictOf(pairs, best.name, name) === verdict);
  const [beaten, open, equal] = [against("better"), against("cannot-tell"), against("same")];
  return [
    highest,
    ...(beaten.length > 0 ? [`It is better than ${listed(beaten)}.`] : []),
    ...(equal.length > 0 ? [`It is the same as ${listed(equal)}, within what was stated beforehand.`] : []),
    ...(open.length > 0 ? [`Against ${listed(open)} the data cannot tell.`] : []),
  ];
}

/** How `name` does against `other`, whichever of the two stands first. */
export function verdictOf(pairs: readonly ComparedPair[], name: string, other: string): string | undefined {
  const turned: Readonly<Record<string, string>> = { better: "worse", worse: "better" };
  const pair = pairs.find(({ a, b }) => (a === name && b === other) || (a === other && b === name));
  return pair?.a === name ? pair.verdict : pair && (turned[pair.verdict] ?? pair.verdict);
}
