import levenshtein from "fastest-levenshtein";

/** The candidate that a misspelt word was probably meant to be, if one is near enough. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const best = levenshtein.closest(
    word.toLowerCase(),
    [...candidates].map((candidate) => candidate.toLowerCase()),
  );
  const found = candidates.find((candidate) => candidate.toLowerCase() === best);
  return levenshtein.distance(word.toLowerCase(), best) <= Math.max(2, Math.floor(word.length / 3)) ? found : undefined;
}
