import type { Batch, TokenColumns } from "../contracts/batch.js";
import type { RolloutRecord } from "../contracts/tracker.js";
import { promptText } from "./prompt-text.js";
import type { StepOutcome } from "./step.js";

/** Rows of `rollouts/step-N.jsonl`: every judged rollout with what the step computed for it; padding is left out. */
export function rolloutRecords(outcome: StepOutcome, step: number): readonly RolloutRecord[] {
  const { batch, selected } = outcome;
  const places = new Map(outcome.rows.map((row, place) => [row, place]));
  return batch.rollouts.map((rollout, row) => {
    const place = places.get(row);
    const column = (name: keyof TokenColumns): readonly number[] | undefined =>
      (place === undefined ? undefined : cut(selected, name, place)) ?? cut(batch, name, row);
    return {
      step,
      problem: rollout.draw.problem.id,
      draw: rollout.draw.index,
      sample: rollout.sample,
      prompt: promptText(rollout.draw.problem.prompt),
      answer: rollout.draw.problem.answer,
      text: rollout.text,
      stop: rollout.stop,
      tokens: Array.from(rollout.tokens),
      action: Array.from(rollout.action),
      logprobs: rollout.logprobs && Array.from(rollout.logprobs),
      old: column("oldLogprobs"),
      ref: column("refLogprobs"),
      verdict: batch.verdicts.at(row),
      reward: batch.rewards?.[row],
      advantage: column("advantages"),
      tokenWeights: column("tokenWeights"),
      selected: place !== undefined,
    };
  });
}

function cut(batch: Batch, name: keyof TokenColumns, row: number): readonly number[] | undefined {
  const column = batch[name];
  return column && Array.from(column.subarray(row * batch.length, row * batch.length + batch.lengths[row]));
}
