/** How many steps the mean over a long curve takes in; 1 where the curve is short enough to be read as it is. */
export function movingMeanWindow(points: number): number {
  return points < 60 ? 1 : Math.max(5, Math.round(points / 20));
}
