import type { Batch } from "../contracts/batch.js";
import type { RandomStream } from "../contracts/random-stream.js";
import type { Rollout } from "../contracts/rollout.js";
import type { Verdict } from "../contracts/verdict.js";
import { randomStream } from "../trainer/random-stream.js";
import { letterTokenizer } from "./letter-tokenizer.js";

/** Group ids with the verdicts of their rows: two groups are mixed, one is all correct, one all wrong. */
const GROUPS: readonly (readonly [id: number, correct: readonly boolean[]])[] = [
  [7, [true, false, true, false]],
  [3, [true, true]],
  [12, [false, true, false, true, false]],
  [4, [false, false]],
];

const PROMPT = 2;
const LONGEST = 7;

/**
 * A batch with all columns, as core would hand it over: groups of several sizes with their rows mixed, rows of several lengths, holes in the action mask,
 * and 0 wherever `action` is 0. Log-probabilities of other policies are within 0.7 nats of the old ones. T is one more than the longest row.
 */
export function randomBatch(seed: number): Batch {
  const random = randomStream(seed).at("batch");
  const rows = shuffled(
    GROUPS.flatMap(([group, correct]) => correct.map((isCorrect, sample) => ({ group, isCorrect, sample }))),
    random.at("order"),
  );
  const length = PROMPT + LONGEST + 1;
  const lengths = Int32Array.from(rows, (_, row) => PROMPT + 2 + Math.floor(random.at("length").uniform(row) * (LONGEST - 1)));
  const action = Uint8Array.from({ length: rows.length * length }, (_, place) => {
    const [row, token] = [Math.floor(place / length), place % length];
    if (token < PROMPT || token >= lengths[row]) return 0;
    return token === lengths[row] - 1 || random.at("hole").uniform(place) < 0.7 ? 1 : 0;
  });
  const tokens = Int32Array.from(action, (_, place) => tokenAt(place % length, lengths[Math.floor(place / length)], random.at("token").uniform(place)));
  const columns = randomColumns(action, random);
  const bare = { rows: rows.length, length, tokens, action, lengths, groups: Int32Array.from(rows, ({ group }) => group) };
  return {
    ...bare,
    ...{ actionTokens: action.filter((taken) => taken === 1).length, temperature: 1 },
    rollouts: rows.map(({ group, sample }, row) => rolloutOf({ ...bare, samplerLogprobs: columns.samplerLogprobs }, row, { group, sample })),
    verdicts: rows.map(({ isCorrect }): Verdict => ({ outcome: isCorrect ? "correct" : "incorrect", reason: "by the testkit" })),
    rewards: Float32Array.from(rows, ({ isCorrect }) => (isCorrect ? 1 : -1)),
    ...columns,
  };
}

function shuffled<Item>(items: readonly Item[], random: RandomStream): readonly Item[] {
  return items
    .map((item, place) => ({ item, key: random.uniform(place) }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

function tokenAt(place: number, length: number, uniform: number): number {
  if (place >= length) return letterTokenizer.padToken;
  if (place === length - 1) return letterTokenizer.endToken;
  return 2 + Math.floor(uniform * (letterTokenizer.vocabularySize - 2));
}

function randomColumns(action: Uint8Array, random: RandomStream) {
  const between = (name: string, low: number, high: number): Float32Array =>
    Float32Array.from(action, (taken, place) => taken * (low + (high - low) * random.at(name).uniform(place)));
  const oldLogprobs = between("old", -3, -0.8);
  const near = (name: string): Float32Array => between(name, -0.7, 0.7).map((step, place) => oldLogprobs[place] + step);
  return {
    oldLogprobs,
    refLogprobs: near("reference"),
    samplerLogprobs: near("sampler"),
    tokenRewards: between("token rewards", -0.2, 0.2),
    values: between("values", -1, 1),
    advantages: between("advantages", -2, 2),
    returns: between("returns", -1.5, 1.5),
    tokenWeights: between("token weights", 0, 1),
  };
}

interface Sampled {
  readonly group: number;
  readonly sample: number;
}

function rolloutOf(batch: Pick<Batch, "length" | "lengths" | "tokens" | "action" | "samplerLogprobs">, row: number, { group, sample }: Sampled): Rollout {
  const begin = row * batch.length;
  const end = begin + batch.lengths[row];
  const tokens = batch.tokens.slice(begin, end);
  const logprobs = batch.samplerLogprobs?.slice(begin, end);
  return {
    ...{ draw: { index: group, problem: { id: `problem ${group}`, prompt: "ab", answer: "c" } }, sample, tokens, action: batch.action.slice(begin, end) },
    ...{ logprobs, sampledLogprobs: logprobs, source: "policy", version: 0, stop: "end", text: letterTokenizer.decode(tokens.subarray(PROMPT)) },
  };
}
