import type { Metrics } from "../../contracts/metrics.js";
import type { RunInfo } from "../../contracts/run-info.js";
import type { RolloutRecord, StepRecord, Summary } from "../../contracts/tracker.js";

export const STEPS = 5;

export const SUMMARY: Summary = {
  initial: { pass1: 0.25, standardError: 0.125, problems: 4, samples: 2 },
  final: { pass1: 0.5, standardError: 0.25, problems: 4, samples: 2 },
  ...{ steps: STEPS, rollouts: 2 * STEPS, tokens: 6 * STEPS, trainedTokens: 3 * STEPS, seconds: { sampling: 2, training: 1 } },
};

export function runInfo(resumedFrom: number): RunInfo {
  return { name: "run", location: "runs/run", steps: STEPS, resumedFrom };
}

/** What a run tells of a step; of step 0, the evaluation before training. */
export function stepOf(step: number): StepRecord {
  const rollouts = [rolloutOf(step, 0, "abc"), rolloutOf(step, 1, "de\n")];
  const evaluation: Metrics = step % 2 === 0 ? { "evaluation/held-out/pass1": step / 8 } : {};
  const training: Metrics = step === 0 ? {} : { "reward/mean": step / 4, "objective/loss": -step / 2, "policy/gradientNorm": 1 + step };
  return { step, of: STEPS, metrics: { ...training, ...evaluation }, rollouts };
}

/** A step whose rollouts have these texts, in every place where a model's or a data set's text may stand. */
export function stepWithTexts(step: number, texts: readonly string[]): StepRecord {
  const rollouts = texts.map((text, sample) => ({
    ...rolloutOf(step, sample, text),
    ...{ problem: text, prompt: text, answer: text, verdict: { outcome: "incorrect", reason: text, extracted: text } },
  }));
  return { ...stepOf(step), metrics: { "evaluation/held-out/pass1": 0.5 }, rollouts };
}

function rolloutOf(step: number, sample: number, text: string): RolloutRecord {
  return {
    ...{ step, problem: `problem ${step}`, draw: step, sample, prompt: "a?", answer: "abc", text, stop: "end" },
    ...{ tokens: [2, 3, 4, 1], action: [0, 1, 1, 1], logprobs: [0, -1, -0.5, -0.25], advantage: [0, 1, 1, 1] },
    ...{ verdict: { outcome: sample === 0 ? "correct" : "incorrect", reason: "compared" }, reward: 1 - 2 * sample, selected: true },
  };
}
