import { writeFile } from "node:fs/promises";
import { accumulateBatch, type Batch, type Loss } from "@lode/core";
import type { TransformerPolicy } from "@lode/transformer";
import type { ModelShape } from "../model-shape.js";
import { core } from "../../trainer/core.js";
import type { EngineSettings } from "./engine-settings.js";
import { policyOf } from "./policy-of.js";
import { serve } from "./serve.js";
import { startEngine } from "./start-engine.js";

export interface TrainStepSettings {
  readonly engine: EngineSettings;
  readonly shape: ModelShape;
  /** B. */
  readonly rows: number;
  /** Tokens of a row that are predicted. */
  readonly columns: number;
  /** [B, columns + 1]. */
  readonly tokens: readonly number[];
  readonly learningRate: number;
  /** The file that takes the weights to start from, for the peer. */
  readonly weights: string;
}

let prepared: { readonly policy: TransformerPolicy; readonly batch: Batch; readonly loss: Loss } | undefined;
let steps = 0;

async function prepare({ engine, shape, learningRate, weights, ...rows }: TrainStepSettings): Promise<object> {
  if (prepared === undefined) await startEngine(engine);
  prepared?.policy.dispose();
  const policy = policyOf(shape, learningRate);
  await writeWeights(policy, weights);
  const batch = batchOf(rows);
  prepared = { policy, batch, loss: crossEntropy(batch.actionTokens) };
  return {};
}

/** Forward, backward and Adam, in micro-batches as the trainer makes them; the loss and the gradient's norm are read in each step. */
async function run({ steps: count }: { steps: number }): Promise<object> {
  if (prepared === undefined) throw new RangeError("prepare comes first");
  const { policy, batch, loss } = prepared;
  const seconds: number[] = [];
  const losses: number[] = [];
  for (let step = 0; step < count; step++) {
    const start = performance.now();
    losses.push((await accumulateBatch(policy, batch, loss)).loss);
    await policy.step({ step: ++steps, of: Number.MAX_SAFE_INTEGER });
    seconds.push((performance.now() - start) / 1000);
  }
  return { seconds, losses };
}

async function writeWeights(policy: TransformerPolicy, file: string): Promise<void> {
  const { tensors = {} } = await policy.snapshot();
  const weights = Object.entries(tensors).filter(([name]) => !name.startsWith("optimizer."));
  await writeFile(file, core("trainer/safetensors").encodeSafetensors(Object.fromEntries(weights)));
}

/** Every token but the first of a row is predicted. */
function batchOf({ rows, columns, tokens }: Pick<TrainStepSettings, "rows" | "columns" | "tokens">): Batch {
  const length = columns + 1;
  return {
    rows,
    length,
    tokens: Int32Array.from(tokens),
    action: Uint8Array.from(tokens, (_, place) => (place % length === 0 ? 0 : 1)),
    lengths: new Int32Array(rows).fill(length),
    groups: Int32Array.from({ length: rows }, (_, row) => row),
    actionTokens: rows * columns,
    temperature: 1,
    rollouts: [],
    verdicts: [],
  };
}

/** Minus the mean of log p over `tokens` tokens. */
function crossEntropy(tokens: number): Loss {
  return { wants: ["logprobs"], needs: [], compute: ({ logprobs }) => ({ loss: logprobs.sum().neg().div(tokens).asScalar(), metrics: {} }) };
}

await serve({ prepare, run });
