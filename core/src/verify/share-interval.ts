/** A share of a number of things, with its 95 % interval; nulls where there is nothing. */
export interface ShareInterval {
  readonly count: number;
  readonly of: number;
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Standard normal quantile of 0.975. */
const Z = 1.959963984540054;

/**
 * The share k/n with Wilson's interval, which holds for few and for no events too (Wilson 1927):
 *
 *     (k + z²/2 ± z √(k (n - k)/n + z²/4)) / (n + z²)
 */
export function shareInterval(count: number, of: number): ShareInterval {
  if (of === 0) return { count, of, rate: null, low: null, high: null };
  const centre = count + Z ** 2 / 2;
  const half = Z * Math.sqrt((count * (of - count)) / of + Z ** 2 / 4);
  const bounded = (value: number): number => Math.min(1, Math.max(0, value / (of + Z ** 2)));
  return { count, of, rate: count / of, low: count === 0 ? 0 : bounded(centre - half), high: count === of ? 1 : bounded(centre + half) };
}
