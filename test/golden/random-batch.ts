import { randomStream, type Batch, type Outputs, type RandomStream } from "@lode/core";

/** A batch with all columns, and outputs of a policy that is not far from the one at collection. Every row has at least one action token. */
export interface RandomCase {
  readonly batch: Batch;
  readonly outputs: Outputs;
}

/** Steps of log-probabilities that stay clear of the bounds ln .8, ln 1.2 and of the dual clip in the tests. */
const STEPS = [-0.4, -0.1, 0, 0.05, 0.3];

export function randomCase(seed: number, rows: number, length: number): RandomCase {
  const random = randomStream(seed);
  const action = Uint8Array.from({ length: rows * length }, (_, place) =>
    place % length === Math.floor(place / length) % length || random.uniform(1, place) < 0.6 ? 1 : 0,
  );
  const oldLogprobs = column(random.at("old"), rows * length, (u) => -0.1 - 3 * u);
  const near = (name: string): Float32Array => oldLogprobs.map((old, place) => old + STEPS[Math.floor(random.at(name).uniform(place) * STEPS.length)]);
  const batch: Batch = {
    ...{ rows, length, action, temperature: 1, rollouts: [], verdicts: [], oldLogprobs },
    tokens: new Int32Array(rows * length),
    lengths: new Int32Array(rows).fill(length),
    groups: Int32Array.from({ length: rows }, (_, row) => row % 2),
    actionTokens: action.reduce((sum, value) => sum + value, 0),
    rewards: column(random.at("rewards"), rows, (u) => (u < 0.5 ? -1 : 1)),
    advantages: column(random.at("advantages"), rows * length, (u) => 4 * u - 2),
    refLogprobs: near("ref"),
    samplerLogprobs: near("sampler"),
    tokenWeights: column(random.at("weights"), rows * length, (u) => u),
  };
  return { batch, outputs: { logprobs: near("now"), entropy: column(random.at("entropy"), rows * length, (u) => 2 * u) } };
}

function column(random: RandomStream, length: number, of: (uniform: number) => number): Float32Array {
  return Float32Array.from({ length }, (_, place) => of(random.uniform(place)));
}

/** The rows of a case that `keep` names, in their order. */
export function rowsOf({ batch, outputs }: RandomCase, keep: readonly number[]): RandomCase {
  const { length } = batch;
  const take = <T extends Float32Array | Int32Array | Uint8Array>(values: T): T => {
    const width = values.length / batch.rows;
    return values.filter((_, place) => keep.includes(Math.floor(place / width))) as T;
  };
  const arrays = Object.entries(batch).filter((entry): entry is [string, Float32Array] => ArrayBuffer.isView(entry[1]));
  const action = take(batch.action);
  return {
    batch: {
      ...batch,
      ...Object.fromEntries(arrays.map(([name, values]) => [name, take(values)])),
      ...{ rows: keep.length, length, action, actionTokens: action.reduce((sum, value) => sum + value, 0) },
    },
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, values]) => [name, take(values)])),
  };
}
