import type { Scalar, Tensor2D } from "@tensorflow/tfjs";
import type { Batch, LossValue, TensorBatch, TensorOutputs } from "../contracts/batch.js";
import { aggregate, aggregationDivisor, type Aggregation } from "./aggregate.js";
import { correctionWeights, type Correction } from "./correction-weights.js";
import { klEstimate, type KlEstimator } from "./kl-estimator.js";

/** Options that the policy-gradient objectives share. */
export type PolicyLossOptions = Aggregation & {
  readonly klCoefficient: number;
  readonly klEstimator: KlEstimator;
  readonly entropyCoefficient: number;
  readonly correction?: Correction;
};

/** Sums over the whole optimizer batch: the aggregation's divisor, and the action tokens N that metrics divide by. */
export type PolicyLossNormalisers = { readonly divisor: number; readonly tokens: number };

export function policyLossNormalisers(batch: Batch, options: Aggregation): PolicyLossNormalisers {
  return { divisor: aggregationDivisor(batch, options), tokens: batch.actionTokens };
}

/** What a loss is computed from. Columns that the options do not ask for may be absent. */
export interface PolicyLossInputs {
  readonly outputs: TensorOutputs<"logprobs" | "entropy">;
  readonly batch: TensorBatch<"oldLogprobs" | "refLogprobs" | "samplerLogprobs">;
  readonly normalisers: PolicyLossNormalisers;
}

/**
 * A token loss l [B,T] with everything that policy-gradient objectives add to it:
 *
 *     loss = agg(w·l + klCoefficient·kl) - entropyCoefficient·agg(entropy)
 *
 * w corrects for the sampler (`correctionWeights`), kl is measured against the reference (`klEstimate`) and never multiplied by a ratio.
 * The metric `kl` is Σ kl / N whatever the aggregation, without the coefficient; it is absent without a coefficient.
 */
export function policyLoss(losses: Tensor2D, { outputs, batch, normalisers }: PolicyLossInputs, options: PolicyLossOptions): LossValue {
  const { klCoefficient, entropyCoefficient, correction } = options;
  const mean = (x: Tensor2D): Scalar => aggregate(x, batch, normalisers.divisor, options);
  const metrics: Record<string, Scalar> = {};
  let penalised = correction ? losses.mul<Tensor2D>(correctionWeights(batch.oldLogprobs, batch.samplerLogprobs, correction)) : losses;
  if (klCoefficient > 0) {
    const kl = klEstimate(outputs.logprobs.mul<Tensor2D>(batch.action), batch.refLogprobs, options.klEstimator);
    metrics.kl = tokenShare(kl, normalisers);
    penalised = penalised.add(kl.mul(klCoefficient));
  }
  const loss = entropyCoefficient > 0 ? mean(penalised).sub<Scalar>(mean(outputs.entropy).mul(entropyCoefficient)) : mean(penalised);
  return { loss, metrics };
}

/** Σ x / N for a quantity that is 0 where `action` is 0: a metric of which those of micro-batches add up. */
export function tokenShare(x: Tensor2D, { tokens }: PolicyLossNormalisers): Scalar {
  return x.sum<Scalar>().div(tokens);
}
