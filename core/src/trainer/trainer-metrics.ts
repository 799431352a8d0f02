import type { MetricDeclarations } from "../contracts/metrics.js";

/** Metrics that the trainer itself emits. */
export const TRAINER_METRICS: MetricDeclarations = {
  "sampling/groups": { unit: "groups", reduction: "sum", meaning: "Groups of rollouts that the sampler gave in the step." },
  "sampling/groupsDropped": {
    unit: "groups",
    reduction: "sum",
    meaning:
      "Groups that did not train: dropped by the sampler (dynamic), or left with too few rollouts that have a reward (abstain, error and timeout have none).",
  },
  "sampling/rollouts": {
    unit: "rollouts",
    reduction: "sum",
    meaning: "Completions that the sampler gave in the step (or demonstrations read).",
  },
  "sampling/tokens": { unit: "tokens", reduction: "sum", meaning: "Tokens of these completions, the end token included." },
  "sampling/meanLength": { unit: "tokens", reduction: "mean", meaning: "Tokens a completion." },
  "sampling/truncated": { unit: "fraction", reduction: "mean", meaning: "Completions that the length limit cut off; they are incorrect." },
  "sampling/draws": { unit: "problems", reduction: "last", meaning: "Problems taken from the dataset since the run began." },
  "sampling/logprobMismatch": {
    unit: "nats",
    reduction: "mean",
    meaning: "Mean difference of the generator's log-probabilities from the trainer's, on a few rollouts; rounding alone is far below 0.001.",
  },
  "verifier/correct": { unit: "fraction", reduction: "mean", meaning: "Rollouts judged correct." },
  "verifier/abstain": { unit: "fraction", reduction: "mean", meaning: "Rollouts that the verifier could not judge; they leave their group." },
  "verifier/error": { unit: "fraction", reduction: "mean", meaning: "Rollouts on which the verifier failed; they leave their group." },
  "verifier/timeout": { unit: "fraction", reduction: "mean", meaning: "Rollouts on which the verifier ran out of time; they leave their group." },
  "verifier/mixedGroups": {
    unit: "fraction",
    reduction: "mean",
    meaning: "Groups with correct and incorrect rollouts: only they tell a group baseline anything.",
  },
  "reward/mean": { unit: "reward", reduction: "mean", meaning: "Mean reward of the rollouts." },
  "selection/rows": { unit: "rollouts", reduction: "sum", meaning: "Rollouts that trained." },
  "selection/tokens": { unit: "tokens", reduction: "sum", meaning: "Completion tokens of the rollouts that trained." },
  "objective/loss": {
    unit: "loss",
    reduction: "mean",
    meaning: "The objective's value, before the optimizer step. A policy-gradient loss near 0 is no failure: at ratio 1 it is minus the mean advantage.",
  },
  "time/total": { unit: "seconds", reduction: "sum", meaning: "The step, its evaluation included; the other time/ metrics are its phases." },
  "throughput/tokens": { unit: "tokens/second", reduction: "mean", meaning: "Sampled tokens for each second of the step, evaluation left out." },
  "evaluation/<set>/pass1": { unit: "fraction", reduction: "last", meaning: "Mean over problems of the share of correct samples." },
  "evaluation/<set>/standardError": { unit: "fraction", reduction: "last", meaning: "Standard error of pass1 over problems." },
  "evaluation/<set>/pass<k>": { unit: "fraction", reduction: "last", meaning: "Unbiased pass@k at k = samples a problem: at least one is correct." },
  "evaluation/<set>/majority<k>": { unit: "fraction", reduction: "last", meaning: "Problems whose commonest answer of k samples is correct; ties share." },
  "evaluation/<set>/meanLength": { unit: "tokens", reduction: "last", meaning: "Tokens a completion." },
  "evaluation/<set>/truncated": { unit: "fraction", reduction: "last", meaning: "Completions that the length limit cut off." },
  "evaluation/<set>/unsettled": {
    unit: "fraction",
    reduction: "last",
    meaning: "Completions whose verdict is abstain, error or timeout; they count as not correct.",
  },
};
