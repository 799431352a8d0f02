/**
 * y1 - y2, seed by seed and problem by problem, for recipes whose seed s shared cold start and data order.
 *
 * Throws a RangeError where the numbers of seeds or problems differ.
 * @param first [S, P]
 * @param second [S, P]
 * @returns [S, P]
 */
export function pairedDifference(first: readonly (readonly number[])[], second: readonly (readonly number[])[]): readonly (readonly number[])[] {
  if (first.length !== second.length || first.some((row, seed) => row.length !== second[seed].length)) {
    throw new RangeError("pairs need the same seeds and problems on both sides");
  }
  return first.map((row, seed) => row.map((score, problem) => score - second[seed][problem]));
}
