import type { Loss } from "@lode/core";
import type { Scalar, Tensor1D, Tensor2D } from "@tensorflow/tfjs";

/**
 * Trains a token-level reward model from outcomes alone: cross-entropy of the row's mean score m against its label y (1 where the reward is above 0):
 *
 *     loss = 1/B · Σ_i (softplus(m_i) - y_i·m_i)      = -log sigmoid(m) on correct rows, -log(1 - sigmoid(m)) on wrong ones
 *
 * `rows` is B of the whole batch, so that micro-batches add up. The metric `accuracy` is the share of rows whose m has the label's sign.
 */
export function outcomeLoss(rows: number): Loss {
  return {
    wants: ["scores"],
    needs: ["rewards"],
    compute: ({ scores }, { action, tokenCounts, rewards }) => {
      const means = scores.mul<Tensor2D>(action).sum<Tensor2D>(1, true).div<Tensor2D>(tokenCounts.maximum(1)).reshape<Tensor1D>([-1]);
      const labels = rewards.greater(0).cast<Tensor1D>("float32");
      const losses = means.softplus().sub<Tensor1D>(labels.mul(means));
      const agrees = means.greater(0).cast("float32").equal(labels).cast("float32");
      return { loss: losses.sum<Scalar>().div(rows), metrics: { accuracy: agrees.sum<Scalar>().div(rows) } };
    },
  };
}
