/** The first number that differs by more than a tolerance, in words; undefined where there is none. What is not a number differs. */
export function differingNumber(what: string, found: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): string | undefined {
  if (found.length !== expected.length) return `${what} has ${found.length} numbers instead of ${expected.length}`;
  const place = Array.from(expected).findIndex((number, index) => !(Math.abs(number - found[index]) <= tolerance + Number.MIN_VALUE));
  if (place === -1) return undefined;
  return `${what} is ${found[place]} instead of ${expected[place]}${expected.length > 1 ? ` at place ${place}` : ""}`;
}

/** The largest magnitude, for tolerances. */
export function largestOf(numbers: ArrayLike<number>): number {
  return Array.from(numbers).reduce((most, number) => Math.max(most, Math.abs(number)), 0);
}
