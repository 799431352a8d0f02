/** Throws a RangeError unless `array` has `length` numbers; `name` and `shape` ("[B,T]") are for the message. */
export function assertLength(array: ArrayLike<number>, length: number, name: string, shape: string): void {
  if (array.length !== length) throw new RangeError(`${name} has ${array.length} numbers, expected ${length}: one for each entry of ${shape}`);
}
