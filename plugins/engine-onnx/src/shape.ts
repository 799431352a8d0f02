/** Lengths of axes. */
export type Shape = readonly number[];

/** How many numbers a tensor of a shape has. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}
