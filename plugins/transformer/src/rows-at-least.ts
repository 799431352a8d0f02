/**
 * The number of rows that a batch of at least `rows` has, so that few shapes occur: the smallest of 1, 2, 3, 4, 6, 8, 12, 16, 24 … that is not below it;
 * with a stride of 1 `rows` itself, see `shapeStride`.
 */
export function rowsAtLeast(rows: number, stride: number): number {
  if (stride === 1) return rows;
  const power = 2 ** Math.ceil(Math.log2(rows));
  return power >= 4 && rows <= 0.75 * power ? 0.75 * power : power;
}
