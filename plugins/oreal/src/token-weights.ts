import { assertLength, column, type Batch } from "@lode/core";

/** How a token's confidence becomes its weight; the second number is for wrong rows, the first one where it is absent. */
export type Rescale =
  | { readonly rescale: "threshold"; readonly threshold: number; readonly incorrectThreshold?: number }
  | { readonly rescale: "top-k"; readonly ratio: number; readonly incorrectRatio?: number };

/**
 * OREAL's token weights (arXiv 2502.06781, section 3.3) from the scores of a token-level reward model, both [B,T], weights 0 where `action` is 0.
 * Over the action tokens of a row:
 *
 *     p_t = sigmoid(mean of the scores up to t),  q_t = p_t on correct rows, 1 - p_t on wrong ones (reward <= 0)
 *     threshold c   w = clamp((q - c) / (1 - c), 0, 1)
 *     top-k         the k = max(1, floor(n·ratio)) largest q become (q - min) / (max - min) of these k, or 1 where max = min; the rest 0
 *
 * Throws a RangeError without the column `rewards`, or for scores of another length.
 */
export function tokenWeights(scores: Float32Array, batch: Batch, how: Rescale): Float32Array {
  assertLength(scores, batch.rows * batch.length, "scores", "[B,T]");
  const rewards = column(batch, "rewards");
  const weights = new Float32Array(scores.length);
  for (let row = 0; row < batch.rows; row++) {
    const places = actionPlaces(batch, row);
    const correct = rewards[row] > 0;
    const confidences = confidencesOf(
      places.map((place) => scores[place]),
      correct,
    );
    const rescaled = how.rescale === "threshold" ? aboveThreshold(confidences, thresholdOf(how, correct)) : largest(confidences, ratioOf(how, correct));
    places.forEach((place, token) => (weights[place] = rescaled[token]));
  }
  return weights;
}

function actionPlaces(batch: Batch, row: number): readonly number[] {
  const places: number[] = [];
  for (let place = row * batch.length; place < (row + 1) * batch.length; place++) if (batch.action[place] === 1) places.push(place);
  return places;
}

/** q of a row's tokens. */
function confidencesOf(scores: readonly number[], correct: boolean): readonly number[] {
  let sum = 0;
  return scores.map((score, token) => {
    sum += score;
    const mean = sum / (token + 1);
    return 1 / (1 + Math.exp(correct ? -mean : mean));
  });
}

function aboveThreshold(confidences: readonly number[], threshold: number): readonly number[] {
  return confidences.map((q) => Math.min(Math.max((q - threshold) / (1 - threshold), 0), 1));
}

function largest(confidences: readonly number[], ratio: number): readonly number[] {
  const count = Math.max(1, Math.floor(confidences.length * ratio));
  const kept = confidences.map((_, token) => token).sort((a, b) => confidences[b] - confidences[a] || a - b);
  kept.length = Math.min(count, kept.length);
  const max = confidences[kept[0]];
  const min = confidences[kept[kept.length - 1]];
  const weights = confidences.map(() => 0);
  for (const token of kept) weights[token] = max === min ? 1 : (confidences[token] - min) / (max - min);
  return weights;
}

function thresholdOf(how: Rescale & { rescale: "threshold" }, correct: boolean): number {
  return correct ? how.threshold : (how.incorrectThreshold ?? how.threshold);
}

function ratioOf(how: Rescale & { rescale: "top-k" }, correct: boolean): number {
  return correct ? how.ratio : (how.incorrectRatio ?? how.ratio);
}
