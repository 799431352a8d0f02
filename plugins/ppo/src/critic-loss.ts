import { aggregate, aggregationDivisor, type Aggregation, type Batch, type Loss } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import type { Scalar, Tensor2D } from "@tensorflow/tfjs";

/**
 * PPO's clipped value loss, normalised by the whole optimizer batch. V are the critic's scores now, old its values at collection, R the returns:
 *
 *     Vc = min(max(V, old - clip), old + clip)
 *     loss = 1/2 · agg(max((V - R)², (Vc - R)²))
 *
 * The metric `clipFraction` is the share of action tokens where the clipped error is strictly larger.
 */
export function criticLoss(batch: Batch, how: Aggregation & { readonly clip: number }): Loss {
  const divisor = aggregationDivisor(batch, how);
  return {
    wants: ["scores"],
    needs: ["values", "returns"],
    compute: ({ scores }, { values, returns, ...rows }) => {
      const bounded = tf.minimum(tf.maximum(scores, values.sub(how.clip)), values.add(how.clip));
      const free = tf.squaredDifference<Tensor2D>(scores, returns);
      const clipped = tf.squaredDifference<Tensor2D>(bounded, returns);
      const loss = aggregate(tf.maximum<Tensor2D>(free, clipped), rows, divisor, how).div<Scalar>(2);
      const larger = clipped.greater(free).mul<Tensor2D>(rows.action);
      return { loss, metrics: { clipFraction: larger.sum<Scalar>().div(batch.actionTokens) } };
    },
  };
}
