const DASHES = ["none", "7 3", "2 3", "9 3 2 3", "4 2", "12 4"];

/** The dash pattern of a series, so that lines are told apart without colour. */
export function seriesDash(series: number): string {
  return DASHES[series % DASHES.length];
}
