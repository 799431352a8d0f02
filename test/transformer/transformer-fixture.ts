import { randomStream, type Batch, type Completion, type GenerationRequest, type Loss, type OptimizerOptions, type Tokenizer } from "@lode/core";
import { TransformerPolicy, type TransformerOptions } from "@lode/transformer";

/** Padding 0, end 1, and seven more. */
const VOCABULARY = 9;
export const END = 1;

export const OPTIMIZER: OptimizerOptions = {
  learningRate: 0.01,
  schedule: "constant",
  warmupSteps: 0,
  gradientClip: 0,
  weightDecay: 0.1,
  beta1: 0.9,
  beta2: 0.95,
  epsilon: 1e-8,
};

/** Two query heads share a head of keys and values. */
export const OPTIONS: TransformerOptions = { layers: 2, width: 16, heads: 4, keyValueHeads: 2, feedForward: 12, ropeBase: 50, optimizer: OPTIMIZER };

const tokenizer = { vocabularySize: VOCABULARY, endToken: END, padToken: 0 } as Tokenizer;

export function transformerPolicy(changes: Partial<TransformerOptions> = {}, seed = 1): TransformerPolicy {
  return new TransformerPolicy({ ...OPTIONS, ...changes }, tokenizer, randomStream(seed));
}

export function optimizedBy(changes: Partial<OptimizerOptions>): Partial<TransformerOptions> {
  return { optimizer: { ...OPTIMIZER, ...changes } };
}

/** Rows of random tokens of these lengths; the first two of each are a prompt, and every fifth later token is a hole. */
export function randomBatch(lengths: readonly number[], changes: Partial<Batch> = {}): Batch {
  const length = Math.max(...lengths);
  const random = randomStream(7);
  const places = lengths.flatMap((own, row) => Array.from({ length }, (_, column) => ({ row, column, inside: column < own })));
  const action = Uint8Array.from(places, ({ column, inside }) => (inside && column >= 2 && column % 5 !== 4 ? 1 : 0));
  return {
    rows: lengths.length,
    length,
    tokens: Int32Array.from(places, ({ row, column, inside }) => (inside ? 2 + Math.floor(random.uniform(row, column) * (VOCABULARY - 2)) : 0)),
    action,
    lengths: Int32Array.from(lengths),
    groups: new Int32Array(lengths.length),
    actionTokens: action.reduce((sum, value) => sum + value, 0),
    temperature: 1,
    rollouts: [],
    verdicts: [],
    ...changes,
  };
}

/** Minus the mean of log p over `tokens` tokens. */
export function crossEntropy(tokens: number): Loss {
  return { wants: ["logprobs"], needs: [], compute: ({ logprobs }) => ({ loss: logprobs.sum().neg().div(tokens).asScalar(), metrics: {} }) };
}

export function request(changes: Partial<GenerationRequest> = {}): GenerationRequest {
  return { prompt: Int32Array.of(2, 3, 4), samples: 1, maxTokens: 8, temperature: 1, topP: 1, topK: 0, random: randomStream(5), ...changes };
}

/** All completions, in order of request and sample. */
export async function generated(policy: TransformerPolicy, requests: readonly GenerationRequest[]): Promise<readonly Completion[]> {
  const completions: Completion[] = [];
  for await (const completion of policy.generate(requests, new AbortController().signal)) completions.push(completion);
  return completions.sort((a, b) => a.request - b.request || a.sample - b.sample);
}

/** The largest difference between two arrays. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  return Array.from(a, (value, place) => Math.abs(value - b[place])).reduce((largest, difference) => Math.max(largest, difference), 0);
}
