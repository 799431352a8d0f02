/** Mean and sample variance (n - 1) of `values`; the mean of none is 0, and so is the variance of fewer than two. */
export function moments(values: ArrayLike<number>): { mean: number; variance: number } {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i];
  const mean = n === 0 ? 0 : sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i] - mean) ** 2;
  return { mean, variance: n < 2 ? 0 : squares / (n - 1) };
}
