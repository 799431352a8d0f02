/** All numbers of the arrays, one after another. */
export function joined(parts: readonly ArrayLike<number>[]): Float32Array {
  const numbers = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    numbers.set(part, offset);
    offset += part.length;
  }
  return numbers;
}
