import type { Tensor } from "@tensorflow/tfjs";

export type KlEstimator = "k1" | "k2" | "k3" | "abs";

/**
 * KL(policy, reference) of single tokens in nats, estimated from the one token that the policy drew (Schulman 2020, "Approximating KL divergence").
 * With d = log ref - log p, any shape:
 *
 *     k1 = -d              unbiased, of either sign
 *     k2 = d² / 2          biased, never negative
 *     k3 = e^d - d - 1     unbiased, never negative
 *     abs = |d|            a distance, no estimate of the divergence
 *
 * Gradients flow through p as written. That of abs is 0 where d is 0, as at the first step.
 */
export function klEstimate<T extends Tensor>(logprobs: T, refLogprobs: T, estimator: KlEstimator): T {
  const d = refLogprobs.sub<T>(logprobs);
  switch (estimator) {
    case "k1":
      return d.neg();
    case "k2":
      return d.square().div(2);
    case "k3":
      return d.expm1().sub(d);
    case "abs":
      return d.mul(d.sign());
  }
}
