import { randomStream, Selection, type Advantage, type Batch, type ComponentDefinition, type RandomStream } from "@lode/core";
import { logitGradient, tokenDistribution, type TabularPolicy } from "@lode/tabular";
import { construct } from "../golden/construct.js";
import { PROMPT, tabularPolicy, tokenizer } from "../tabular/tabular-fixture.js";

/** Longest completion: of two letters and the end there are seven. */
export const MAX_TOKENS = 2;

/** A completion with its probability and its score function, the gradient of its log-probability with respect to every logit. */
export interface Scored {
  readonly tokens: readonly number[];
  readonly probability: number;
  readonly correct: boolean;
  readonly score: Float64Array;
}

export type Vector = Float64Array;

/** All completions of a random table, in float64; `isCorrect` says which are right. */
export async function world(seed: number, isCorrect: (completion: number) => boolean): Promise<readonly Scored[]> {
  const policy = tabularPolicy(1, seed);
  const logits = await logitsOf(policy);
  return policy.completions(PROMPT, MAX_TOKENS).map(({ tokens, logprob }, place) => ({
    ...{ tokens, probability: Math.exp(logprob), correct: isCorrect(place) },
    score: scoreOf(tokens, logits),
  }));
}

/** Every context in which a token is chosen. */
const CONTEXTS = ["", ...[...tokenizer.encode("ab")].map(String)];

/** Logits by context, read off the policy's one-token probabilities: a softmax does not see a constant. */
async function logitsOf(policy: TabularPolicy): Promise<ReadonlyMap<string, Float64Array>> {
  const rows = CONTEXTS.map((context) => {
    const logits = new Float64Array(tokenizer.vocabularySize);
    const beginning = context === "" ? [] : [Number(context)];
    for (const { tokens, logprob } of policy.completions([...PROMPT, ...beginning], 1)) logits[tokens[0]] = logprob;
    return [context, logits] as const;
  });
  return Promise.resolve(new Map(rows));
}

function scoreOf(tokens: readonly number[], logits: ReadonlyMap<string, Float64Array>): Vector {
  const width = tokenizer.vocabularySize;
  const score = new Float64Array(CONTEXTS.length * width);
  tokens.forEach((token, place) => {
    const context = tokens.slice(0, place).join();
    const distribution = tokenDistribution(logits.get(context) ?? new Float64Array(), 1, tokenizer.padToken);
    logitGradient(distribution, token, { logprob: 1, entropy: 0 }, 1).forEach((value, at) => (score[CONTEXTS.indexOf(context) * width + at] += value));
  });
  return score;
}

export function passRate(completions: readonly Scored[]): number {
  return completions.reduce((sum, { correct, probability }) => (correct ? sum + probability : sum), 0);
}

/** E+ or E-: the expected score function of correct or of wrong completions. */
export function expectedScore(completions: readonly Scored[], correct: boolean): Vector {
  const of = completions.filter((completion) => completion.correct === correct);
  const whole = of.reduce((sum, { probability }) => sum + probability, 0);
  return combined(of.map(({ score, probability }) => [probability / whole, score]));
}

/** Σ w·v. */
export function combined(terms: readonly (readonly [weight: number, vector: Vector])[]): Vector {
  const sum = new Float64Array(terms[0]?.[1].length ?? 0);
  for (const [weight, vector] of terms) vector.forEach((value, at) => (sum[at] += weight * value));
  return sum;
}

/** Every way in which K completions can be drawn, with its probability. */
export function tuples(completions: readonly Scored[], k: number): readonly { readonly drawn: readonly Scored[]; readonly probability: number }[] {
  if (k === 0) return [{ drawn: [], probability: 1 }];
  return tuples(completions, k - 1).flatMap(({ drawn, probability }) =>
    completions.map((next) => ({ drawn: [...drawn, next], probability: probability * next.probability })),
  );
}

/** One group of rollouts of one token with rewards ±1. */
export function groupOf(drawn: readonly Scored[]): Batch {
  const rows = drawn.length;
  return {
    ...{ rows, length: 1, temperature: 1, rollouts: [], verdicts: [], actionTokens: rows },
    tokens: new Int32Array(rows),
    action: new Uint8Array(rows).fill(1),
    lengths: new Int32Array(rows).fill(1),
    groups: new Int32Array(rows),
    rewards: Float32Array.from(drawn, ({ correct }) => (correct ? 1 : -1)),
  };
}

export function advantagesOf(definition: ComponentDefinition<Advantage>, batch: Batch): Float32Array {
  return construct(definition, {}).estimate(batch).advantages;
}

/** Every choice that a selection makes, each as likely as the others: its random numbers are all combinations of the middles of `parts` equal parts. */
export function choices(definition: ComponentDefinition<Selection>, batch: Batch, parts: number): readonly (readonly number[])[] {
  const middle = (part: number): number => (part + 0.5) / parts;
  const chosen: (readonly number[])[] = [];
  for (let first = 0; first < parts; first++)
    for (let second = 0; second < parts; second++) {
      const random: RandomStream = { ...randomStream(1), uniform: (_, which = 0) => middle(which === 0 ? first : second) };
      chosen.push(construct(definition, {}).select(batch, random));
    }
  return chosen;
}
