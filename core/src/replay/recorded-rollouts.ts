import type { Batch } from "../contracts/batch.js";
import type { Group, Rollout } from "../contracts/rollout.js";
import type { RolloutRecord } from "../contracts/tracker.js";
import { UserError } from "../contracts/user-error.js";
import type { Verdict } from "../contracts/verdict.js";
import { rolloutBatch } from "../trainer/rollout-batch.js";

/** Rows of `rollouts/step-N.jsonl`. Throws DATA_INVALID for a line that is no rollout. */
export function rolloutRecordsOf(lines: string, file: string): readonly RolloutRecord[] {
  return lines
    .split("\n")
    .map((line, place) => ({ line, number: place + 1 }))
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, number }) => rolloutRecord(line, `${file}, line ${number}`));
}

function rolloutRecord(line: string, place: string): RolloutRecord {
  try {
    const record = JSON.parse(line) as RolloutRecord;
    if (Array.isArray(record.tokens) && record.action.length === record.tokens.length) return record;
  } catch {
    // Told below.
  }
  throw new UserError("DATA_INVALID", "this is no recorded rollout", { place: { file: place }, remedy: "Use the files that a run writes." });
}

/** The batch that a step had before rewards: rows in the order in which they were recorded, a group for each draw. */
export function recordedBatch(records: readonly RolloutRecord[], temperature: number): Batch {
  const draws = new Map<number, RolloutRecord[]>();
  for (const record of records) draws.set(record.draw, [...(draws.get(record.draw) ?? []), record]);
  return rolloutBatch([...draws.values()].map(groupOf), temperature);
}

function groupOf(records: readonly RolloutRecord[]): Group {
  const [{ problem: id, prompt, answer, draw: index }] = records;
  const draw = { problem: { id, prompt, answer }, index };
  const verdicts = records.flatMap(({ verdict }) => (verdict ? [verdict as Verdict] : []));
  const rollouts = records.map(({ sample, tokens, action, logprobs, stop, text }): Rollout => ({
    ...{ draw, sample, text, stop: stop as Rollout["stop"], source: "policy" },
    tokens: Int32Array.from(tokens),
    action: Uint8Array.from(action),
    ...(logprobs && { logprobs: Float32Array.from(logprobs) }),
  }));
  return { draw, rollouts, ...(verdicts.length === records.length && { verdicts }) };
}

/** A column of which some rows may be unknown. */
export interface FoundColumn {
  /** [B,T]. */
  readonly values: Float32Array;
  /** Where each row comes from, for people; undefined for one that is unknown, [B]. */
  readonly sources: readonly (string | undefined)[];
}

/** True where every one of the rows is known. */
export function isKnown({ sources }: FoundColumn, rows: readonly number[] = [...sources.keys()]): boolean {
  return rows.every((row) => sources[row] !== undefined);
}

/** What the step recorded of a column. */
export function recordedColumn(records: readonly RolloutRecord[], batch: Batch, name: "old" | "ref" | "advantage" | "tokenWeights"): FoundColumn {
  const values = new Float32Array(batch.rows * batch.length);
  records.forEach((record, row) => {
    values.set(record[name] ?? [], row * batch.length);
  });
  return { values, sources: records.map((record) => (record[name] ? "recorded" : undefined)) };
}

/** Fills the rows that are unknown, if there is something to fill them with. */
export function completed(column: FoundColumn, values: Float32Array | undefined, source: string): FoundColumn {
  if (!values || isKnown(column)) return column;
  const length = values.length / column.sources.length;
  return {
    values: values.map((value, place) => (column.sources[Math.floor(place / length)] === undefined ? value : column.values[place])),
    sources: column.sources.map((known) => known ?? source),
  };
}
