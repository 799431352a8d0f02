import type { Look } from "./look-at.js";

/** What a reader must know of the looks of a suite. */
export function lookInWords({ seeds, place, of, level, next }: Look): string {
  if (of === 1) return `The only look, at ${seeds} seeds, as fixed beforehand.`;
  const then = next === null ? "this is the last" : `the next is at ${next} seeds`;
  return (
    `Look ${place} of ${of}, at ${seeds} seeds, as fixed beforehand; ${then}. ` +
    `One pair is judged at p < ${level.toFixed(4)} at each look, so that all looks together make a false claim in 5 % of comparisons without a difference.`
  );
}
