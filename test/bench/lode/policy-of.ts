import { randomStream, type Tokenizer } from "@lode/core";
import { TransformerPolicy } from "@lode/transformer";
import type { ModelShape } from "../model-shape.js";

/** A policy of the shape with random weights, which never ends a completion by itself; its optimizer is plain Adam. */
export function policyOf({ vocabulary, ...sizes }: ModelShape, learningRate: number): TransformerPolicy {
  const tokenizer = { vocabularySize: vocabulary, endToken: -1, padToken: 0 } as Tokenizer;
  const optimizer = { learningRate, schedule: "constant", warmupSteps: 0, gradientClip: 0, weightDecay: 0, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
  return new TransformerPolicy({ ...sizes, optimizer }, tokenizer, randomStream(1));
}
