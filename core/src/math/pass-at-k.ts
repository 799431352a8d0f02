/**
 * The unbiased estimate of pass@k, the chance that one of k samples is correct, from n samples of which c are correct (Chen et al. 2021, arXiv 2107.03374):
 *
 *     1 - C(n - c, k) / C(n, k) = 1 - Π_{i = n-c+1..n} (1 - k/i)
 *
 * Throws a RangeError unless 1 <= k <= n and 0 <= c <= n.
 */
export function passAtK(n: number, c: number, k: number): number {
  if (!(k >= 1 && k <= n)) throw new RangeError(`pass@${k} needs at least ${k} samples, there are ${n}`);
  if (!(c >= 0 && c <= n)) throw new RangeError(`${c} of ${n} samples cannot be correct`);
  if (n - c < k) return 1;
  let allWrong = 1;
  for (let i = n - c + 1; i <= n; i++) allWrong *= 1 - k / i;
  return 1 - allWrong;
}
