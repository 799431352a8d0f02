import type { Scalar, Tensor2D } from "@tensorflow/tfjs";
import type { Batch, TensorBatchBase } from "../contracts/batch.js";

/** How the quantities of single tokens become one number. */
export type Aggregation =
  { readonly aggregation: "token-mean" | "sequence-mean" | "sequence-sum" } | { readonly aggregation: "fixed-length"; readonly maxTokens: number };

/**
 * One number from a quantity x of every token, x [B,T]. Sums run over the action tokens: n_i of them in row i, N in all B rows.
 *
 *     token-mean      Σ x / N                  every token weighs the same (DAPO, arXiv 2503.14476)
 *     sequence-mean   1/B · Σ_i (Σ_t x / n_i)  every row weighs the same, whatever its length (GRPO, arXiv 2402.03300)
 *     sequence-sum    1/B · Σ_i (Σ_t x)        the log-probability of a whole completion (Williams 1992)
 *     fixed-length    Σ x / (B · maxTokens)    the same up to a constant (Dr. GRPO, arXiv 2503.20783)
 *
 * `divisor` is `aggregationDivisor` of the whole optimizer batch even where `x` is a micro-batch of it: so the parts add up to the whole.
 */
export function aggregate(x: Tensor2D, batch: TensorBatchBase, divisor: number, { aggregation }: Aggregation): Scalar {
  const counted = x.mul(batch.action);
  const shares = aggregation === "sequence-mean" ? counted.div(batch.tokenCounts.maximum(1)) : counted;
  return shares.sum<Scalar>().div(divisor);
}

/** What the sum over tokens is divided by: N, B, B or B · maxTokens of the whole optimizer batch. */
export function aggregationDivisor(batch: Batch, how: Aggregation): number {
  switch (how.aggregation) {
    case "token-mean":
      return batch.actionTokens;
    case "sequence-mean":
    case "sequence-sum":
      return batch.rows;
    case "fixed-length":
      return batch.rows * how.maxTokens;
  }
}
