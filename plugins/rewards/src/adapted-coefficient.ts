/**
 * The proportional controller of Ziegler et al. 2019 (arXiv 1909.08593, section 2.2), with n rollouts in the step:
 *
 *     e = clip(kl / target - 1, -0.2, 0.2)
 *     coefficient ← coefficient·(1 + e·n / horizon)
 *
 * `kl` is the mean over the step's rollouts of the KL of a whole rollout, nats, like `target`.
 */
export function adaptedCoefficient(
  coefficient: number,
  seen: { readonly kl: number; readonly rollouts: number },
  { target, horizon }: { readonly target: number; readonly horizon: number },
): number {
  const error = Math.min(Math.max(seen.kl / target - 1, -0.2), 0.2);
  return coefficient * (1 + (error * seen.rollouts) / horizon);
}
