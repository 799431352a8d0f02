/**
 * The policy that maximises E_π[r] - beta·KL(π, π0) over a finite set of completions y:
 *
 *     π*(y) = π0(y)·exp(r(y)/beta) / Σ_y' π0(y')·exp(r(y')/beta)
 *
 * (Peters and Schaal 2007; Rafailov et al. 2023, arXiv 2305.18290, appendix A.1). It reweights completions of different rewards and keeps π0's
 * proportions among those of equal reward. `probabilities` π0 and `rewards` r have one number a completion; `beta` is above 0, and at Infinity π* is π0.
 */
export function klRegularisedOptimum(probabilities: ArrayLike<number>, rewards: ArrayLike<number>, beta: number): Float64Array {
  if (!(beta > 0)) throw new RangeError(`the KL's coefficient must be above 0, not ${beta}`);
  const best = Array.from(rewards).reduce((largest, reward) => Math.max(largest, reward), -Infinity);
  const weights = Float64Array.from(probabilities, (probability, y) => probability * Math.exp((rewards[y] - best) / beta));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / whole);
}
