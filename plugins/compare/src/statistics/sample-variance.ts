import { mean } from "./mean.js";

/** Σ (x - x̄)² / (n - 1). NaN for a single number. Throws a RangeError where there are no numbers. */
export function sampleVariance(numbers: readonly number[]): number {
  const centre = mean(numbers);
  return numbers.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (numbers.length - 1);
}
