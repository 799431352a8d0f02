import { join } from "node:path";
import type { Bench, Side } from "../bench.js";
import type { ModelShape } from "../model-shape.js";
import { randomTokens } from "../random-tokens.js";

export const EAGER = "PyTorch eager";
export const COMPILED = "torch.compile";

export interface TrainStepCase {
  readonly shape: ModelShape;
  readonly rows: number;
  readonly columns: number;
}

/** Lode and PyTorch for one training step on the same tokens from the same weights: ours come first, since they write the weights down. */
export function trainStepSides(bench: Bench, { shape, rows, columns }: TrainStepCase, threads: number, peers: readonly string[]): readonly Side[] {
  const tokens = randomTokens(rows * (columns + 1), shape.vocabulary);
  const settings = { shape, rows, columns, tokens, learningRate: 1e-3, weights: join(bench.folder, "weights.safetensors") };
  return [
    ...bench.lodeOnAll("train-step", threads, (engine) => ({ ...settings, engine })),
    ...peers.flatMap((name) => bench.peer(name, "train_step.py", threads, { ...settings, compiled: name === COMPILED })),
  ];
}
