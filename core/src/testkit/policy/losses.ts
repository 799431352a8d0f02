import type { Scalar } from "@tensorflow/tfjs";
import type { Batch, Loss, OutputName, Outputs } from "../../contracts/batch.js";

/** -Σ log p / tokens: what supervised training lowers. */
export function crossEntropy({ actionTokens }: Batch): Loss {
  return {
    wants: ["logprobs"],
    needs: [],
    compute: ({ logprobs }, { action }) => ({ loss: logprobs.mul(action).sum<Scalar>().neg().div(actionTokens), metrics: {} }),
  };
}

const ENTROPY_WEIGHT = 0.3;

/** -Σ (A·log p + 0.3·H) / tokens, without H of a policy that gives no entropy; with the sum of A·log p as metric. */
export function advantageLoss({ actionTokens }: Batch, gives: readonly OutputName[]): Loss {
  return {
    wants: gives,
    needs: ["advantages"],
    compute: (outputs, { advantages, action }) => {
      const earned = outputs.logprobs.mul(advantages).mul(action);
      const total = gives.includes("entropy") ? earned.add(outputs.entropy.mul(action).mul(ENTROPY_WEIGHT)) : earned;
      return { loss: total.sum<Scalar>().neg().div(actionTokens), metrics: { earned: earned.sum<Scalar>() } };
    },
  };
}

/** The value of `advantageLoss` on plain arrays, in float64. */
export function advantageLossOf({ actionTokens, action, advantages = new Float32Array() }: Batch, outputs: Outputs): number {
  return -action.reduce((sum, chosen, place) => {
    const earned = advantages[place] * (outputs.logprobs?.[place] ?? NaN) + ENTROPY_WEIGHT * (outputs.entropy?.[place] ?? 0);
    return chosen === 1 ? sum + earned / actionTokens : sum;
  }, 0);
}

/** A loss times a factor. */
export function scaled(loss: Loss, factor: number): Loss {
  return { ...loss, compute: (outputs, batch) => ({ ...loss.compute(outputs, batch), loss: loss.compute(outputs, batch).loss.mul<Scalar>(factor) }) };
}
