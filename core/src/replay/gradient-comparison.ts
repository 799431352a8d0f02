import type { Batch } from "../contracts/batch.js";
import type { MissingColumn } from "./column-record.js";
import { similarity, tokenSimilarity, type Similarity, type TokenSimilarity } from "./compare-gradients.js";
import type { OutputGradients } from "./output-gradients.js";
import type { StepGradients } from "./replayed-step.js";

export interface RolloutSimilarity extends Similarity {
  readonly problem: string;
  readonly draw: number;
  readonly sample: number;
  readonly verdict: string | null;
  readonly tokens: number;
  /** Whether it trains in the run, and under the other recipe. */
  readonly selected: { readonly run: boolean; readonly against: boolean };
  /** L2 norm of the difference of the two gradients. */
  readonly difference: number;
}

/** What swapping the algorithm would have changed in one step: the gradients of both losses with respect to what the policy gave for each token. */
export interface GradientComparison {
  readonly rollouts: number;
  readonly selected: { readonly run: number; readonly against: number; readonly both: number } | null;
  readonly loss: { readonly run: number; readonly against: number } | null;
  readonly columns: Readonly<Record<string, string>>;
  readonly missing: readonly MissingColumn[];
  /** Of log-probabilities and entropies together; null where a column is missing. */
  readonly all: Similarity | null;
  readonly logprobs: Similarity | null;
  /** Null where no objective reads entropies. */
  readonly entropies: Similarity | null;
  /** Of the log-probabilities of correct and of other rollouts; null without verdicts. */
  readonly byVerdict: { readonly correct: Similarity; readonly incorrect: Similarity } | null;
  readonly perRollout: readonly RolloutSimilarity[];
  readonly perToken: TokenSimilarity | null;
}

export function gradientComparison(gradients: StepGradients): GradientComparison {
  const { batch, run, against, columns, missing } = gradients;
  const base = { rollouts: batch.rows, columns, missing };
  if (!run || !against) {
    return { ...base, selected: null, loss: null, all: null, logprobs: null, entropies: null, byVerdict: null, perRollout: [], perToken: null };
  }
  const entropies = run.entropy || against.entropy ? similarity(...pair(run, against, "entropy")) : null;
  const wholes = { run: whole(run), against: whole(against) };
  const rows = { run: new Set(run.rows), against: new Set(against.rows) };
  return {
    ...base,
    selected: { run: run.rows.length, against: against.rows.length, both: run.rows.filter((row) => rows.against.has(row)).length },
    loss: { run: run.loss, against: against.loss },
    all: similarity(wholes.run, wholes.against),
    logprobs: similarity(run.logprobs, against.logprobs),
    entropies,
    byVerdict: batch.verdicts.length === 0 ? null : byVerdict(run, against, batch),
    perRollout: batch.rollouts.map((_, row) => {
      const selected = { run: rows.run.has(row), against: rows.against.has(row) };
      return { ...rolloutSimilarity(wholes, batch, row), selected };
    }),
    perToken: tokenSimilarity(run.logprobs, against.logprobs, batch.action),
  };
}

function pair(run: OutputGradients, against: OutputGradients, name: "logprobs" | "entropy"): [Float32Array, Float32Array] {
  const zero = new Float32Array(run.logprobs.length);
  return [run[name] ?? zero, against[name] ?? zero];
}

/** Both gradients of one objective, one after the other. */
function whole({ logprobs, entropy }: OutputGradients): Float32Array {
  const joined = new Float32Array(2 * logprobs.length);
  joined.set(logprobs);
  joined.set(entropy ?? [], logprobs.length);
  return joined;
}

function byVerdict(run: OutputGradients, against: OutputGradients, { verdicts, length }: Batch): GradientComparison["byVerdict"] {
  const isCorrect = (place: number): boolean => verdicts[Math.floor(place / length)].outcome === "correct";
  return {
    correct: similarity(run.logprobs, against.logprobs, isCorrect),
    incorrect: similarity(run.logprobs, against.logprobs, (place) => !isCorrect(place)),
  };
}

function rolloutSimilarity(wholes: Record<"run" | "against", Float32Array>, batch: Batch, row: number): Omit<RolloutSimilarity, "selected"> {
  const { draw, sample } = batch.rollouts[row];
  const [run, against] = [wholes.run, wholes.against].map((gradient) => rowOf(gradient, row, batch));
  return {
    ...{ problem: draw.problem.id, draw: draw.index, sample, verdict: batch.verdicts.at(row)?.outcome ?? null },
    tokens: batch.action.subarray(row * batch.length, (row + 1) * batch.length).reduce((sum, value) => sum + value, 0),
    ...similarity(run, against),
    difference: Math.sqrt(run.reduce((sum, value, place) => sum + (value - against[place]) ** 2, 0)),
  };
}

/** A row's part of both gradients. */
function rowOf(gradient: Float32Array, row: number, { rows, length }: Batch): Float32Array {
  const part = new Float32Array(2 * length);
  part.set(gradient.subarray(row * length, (row + 1) * length));
  part.set(gradient.subarray((rows + row) * length, (rows + row + 1) * length), length);
  return part;
}
