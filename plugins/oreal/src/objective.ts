import { column, klEstimate, klEstimatorOption, objective, options, Type, type Batch, type Static, type TensorBatchBase } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import type { Scalar, Tensor, Tensor1D, Tensor2D } from "@tensorflow/tfjs";

const orealOptions = options({
  positiveWeight: Type.Number({ minimum: 0, default: 1, description: "Weight of the correct rows' term." }),
  negativeWeight: Type.Number({ minimum: 0, default: 0.5, description: "Weight of the wrong rows' term." }),
  klCoefficient: Type.Number({ minimum: 0, default: 0.01, description: "Weight of the KL to the reference; 0 needs no reference." }),
  klEstimator: klEstimatorOption("k3"),
  scalePositivesByAdvantage: Type.Boolean({ default: true, description: "Scale behaviour cloning by the advantage; false is plain cloning." }),
});

type OrealOptions = Static<typeof orealOptions>;

/**
 * OREAL (Lyu et al. 2025, arXiv 2502.06781): behaviour cloning on correct rows, a policy gradient on wrong ones, KL to the initial policy.
 * The sign of the reward says which rows are correct; w are token weights (1 without), A advantages; N+, N- and N count action tokens.
 *
 *     positive =  positiveWeight · Σ_correct w·A·(-log p) / N+              A = 1 if not scalePositivesByAdvantage
 *     negative = -negativeWeight · Σ_wrong w·A·exp(log p - sg(log p)) / N-
 *     kl       =  klCoefficient · Σ kl / N
 */
export const oreal = objective({
  use: "oreal",
  description: "OREAL: cloning of correct rollouts, policy gradient on wrong ones, KL to the reference.",
  options: orealOptions,
  wants: ["logprobs"],
  needs: ({ klCoefficient }) => (klCoefficient > 0 ? ["rewards", "advantages", "refLogprobs"] : ["rewards", "advantages"]),
  accepts: ["tokenWeights"],
  metrics: {
    "objective/positive": { unit: "nats", reduction: "mean", meaning: "the loss's term of correct rows, with its weight" },
    "objective/negative": { unit: "1", reduction: "mean", meaning: "the loss's term of wrong rows, with its weight" },
    "objective/klTerm": { unit: "nats", reduction: "mean", meaning: "the loss's KL term, with its coefficient" },
  },
  normalisers: tokensBySign,
  loss: ({ logprobs, held }, batch, tokens, options) => {
    const { correct, wrong } = actionsBySign(batch.rewards, batch);
    const weights = batch.tokenWeights ?? tf.onesLike(batch.action);
    const weighted = weights.mul<Tensor2D>(batch.advantages);
    const cloning = (options.scalePositivesByAdvantage ? weighted : weights).mul(logprobs).neg();
    const gradient = weighted.mul(logprobs.sub(held.logprobs).exp());

    const positive = share(cloning.mul(correct), tokens.correct).mul<Scalar>(options.positiveWeight);
    const negative = share(gradient.mul(wrong), tokens.wrong).mul<Scalar>(-options.negativeWeight);
    const kl =
      options.klCoefficient > 0
        ? share(klEstimate(logprobs.mul<Tensor2D>(batch.action), batch.refLogprobs, options.klEstimator), tokens.all).mul<Scalar>(options.klCoefficient)
        : tf.zerosLike(positive);
    return { loss: positive.add(negative).add(kl), metrics: { positive, negative, klTerm: kl } };
  },
  explain: orealInWords,
});

/** Action tokens of correct rows (N+), of wrong rows (N-), and of all (N), in the whole optimizer batch. */
function tokensBySign(batch: Batch): { correct: number; wrong: number; all: number } {
  const rewards = column(batch, "rewards");
  const correct = batch.action.filter((action, place) => action === 1 && rewards[Math.floor(place / batch.length)] > 0).length;
  return { correct, wrong: batch.actionTokens - correct, all: batch.actionTokens };
}

/** 1 for action tokens of rows whose reward is above 0, and of the others, [B,T]. */
function actionsBySign(rewards: Tensor1D, { action, rows }: TensorBatchBase): { correct: Tensor2D; wrong: Tensor2D } {
  const correct = action.mul<Tensor2D>(rewards.greater(0).cast("float32").reshape([rows, 1]));
  return { correct, wrong: action.sub(correct) };
}

function share(x: Tensor, tokens: number): Scalar {
  return x.sum<Scalar>().div(Math.max(1, tokens));
}

function orealInWords(options: OrealOptions): readonly string[] {
  const { positiveWeight, negativeWeight, klCoefficient, klEstimator, scalePositivesByAdvantage } = options;
  const kl = klCoefficient > 0 ? ` + ${klCoefficient}·(sum of kl over all tokens) / N` : "";
  const cloned = scalePositivesByAdvantage ? "w·A·(-log p)" : "w·(-log p)";
  return [
    `Objective: loss = ${positiveWeight}·(sum of ${cloned} over correct rows) / N+ - ${negativeWeight}·(sum of w·A·exp(log p - sg(log p)) over wrong rows) / N-${kl}.`,
    "Objective: a row is correct where its reward is above 0; w are token weights where the reward model gives them, else 1.",
    "Normalisation: N+, N- and N are the action tokens of the correct, the wrong and all rows of the whole optimizer batch, not sums of weights.",
    klCoefficient > 0 ? `KL: ${klEstimator} of every action token against the reference, with gradient, not weighted by w.` : "KL: none in the loss.",
  ];
}
