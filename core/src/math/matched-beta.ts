/**
 * The coefficient at which the KL-regularised optimum is correct as often as the best of N is. `gap` is the reward of a correct completion minus that of
 * a wrong one: 1 for rewards 0 and 1, 2 for ±1. With pass rate p, 0 < p < 1:
 *
 *     exp(gap/beta) = (1 - (1-p)^N)/(1-p)^N · (1-p)/p
 *
 * Infinity at N = 1. Throws a RangeError where p is 0 or 1: then nothing can be reweighted.
 */
export function matchedBeta(passRate: number, n: number, gap: number): number {
  if (!(passRate > 0 && passRate < 1)) throw new RangeError(`a pass rate of ${passRate} leaves nothing to reweight`);
  const logNone = n * Math.log1p(-passRate);
  const logOdds = Math.log(-Math.expm1(logNone)) - logNone + Math.log1p(-passRate) - Math.log(passRate);
  return n === 1 ? Infinity : gap / logOdds;
}
