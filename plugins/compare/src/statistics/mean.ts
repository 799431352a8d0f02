/** The arithmetic mean. Throws a RangeError where there are no numbers. */
export function mean(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new RangeError("no numbers have no mean");
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}
