/** The smallest and the middle one of repeated measurements. */
export interface Figure {
  readonly best: number;
  readonly median: number;
}

/** Of seconds: the minimum, and the median. Throws a RangeError where there are none. */
export function figureOf(seconds: readonly number[]): Figure {
  if (seconds.length === 0) throw new RangeError("there is nothing to take a minimum of");
  const sorted = [...seconds].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return { best: sorted[0], median: sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2 };
}

/** A number that is measured once. */
export function single(value: number): Figure {
  return { best: value, median: value };
}

export function mapFigure({ best, median }: Figure, change: (value: number) => number): Figure {
  return { best: change(best), median: change(median) };
}

/** Least-squares slope of log y over log x: y grows as x to this power. */
export function growthExponent(points: readonly (readonly [x: number, y: number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (place: 0 | 1): number => logs.reduce((sum, log) => sum + log[place], 0) / logs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const covariance = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
