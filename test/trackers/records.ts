import type { Metrics, RolloutRecord, RunInfo, StepRecord } from "@lode/core";

export function runOf(steps: number, resumedFrom = 0): RunInfo {
  return { name: "test", location: "runs/test", steps, resumedFrom };
}

export function rolloutOf(change: Partial<RolloutRecord> = {}): RolloutRecord {
  const verdict = { outcome: "correct", reason: "equal", extracted: "2" };
  return {
    ...{ step: 1, problem: "p1", draw: 0, sample: 0, prompt: "1+1\n", answer: "2", text: "\\boxed{2}", stop: "end" },
    ...{ tokens: [3, 4, 1], action: [0, 1, 1], verdict, reward: 1, selected: true },
    ...change,
  };
}

export function stepOf(step: number, of: number, metrics: Metrics = {}, rollouts: readonly RolloutRecord[] = []): StepRecord {
  return { step, of, metrics, rollouts };
}
