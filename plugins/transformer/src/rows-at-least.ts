/** The smallest of 1, 2, 3, 4, 6, 8, 12, 16, 24 … that is not below `rows`: a batch of rows has one of these sizes, so that few shapes occur. */
export function rowsAtLeast(rows: number): number {
  const power = 2 ** Math.ceil(Math.log2(rows));
  return power >= 4 && rows <= 0.75 * power ? 0.75 * power : power;
}
