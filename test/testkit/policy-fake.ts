import {
  Policy,
  RandomStream,
  Tokenizer,
  component,
  inject,
  injectable,
  type Batch,
  type Completion,
  type GenerationRequest,
  type Learner,
  type Loss,
  type Outputs,
  type ScalarOptions,
} from "@lode/core";
import { describePolicy } from "@lode/core/testkit";
import tabular, { TabularPolicy } from "@lode/tabular";
import * as tf from "@tensorflow/tfjs";
import type { Suite } from "./broken-laws.js";
import { TokenScores } from "./token-scores.js";

interface Given {
  readonly tokenizer: Tokenizer;
  /** Counts the policies that were made in this process. */
  readonly number: number;
}

/** What a fake does otherwise than a tabular policy that also makes scalar models. */
type Change = (sound: Policy & Required<Pick<Policy, "scalarModel" | "snapshot" | "restore">>, given: Given) => Partial<Policy>;

let made = 0;

/** The suite on policies that differ from a sound one. */
export function suite(change: Change = () => ({})): Suite {
  @injectable()
  class Made {
    constructor(@inject(Tokenizer) tokenizer: Tokenizer, @inject(RandomStream) random: RandomStream) {
      const table = new TabularPolicy({ initialDeviation: 1, optimizer: { learningRate: 0.5 } }, tokenizer, random);
      const sound = changed(table as Policy, { scalarModel: (options) => tokenScores(table, tokenizer, options) }) as Parameters<Change>[0];
      return changed(sound, change(sound, { tokenizer, number: made++ })) as unknown as Made;
    }
  }

  const definition = component(Policy, {
    ...{ use: "table", description: "", gives: ["policy.logprobs", "policy.entropy", "policy.scalar-model"] },
    metrics: tabular.components[0].metrics,
    create: Made as unknown as new () => Policy,
  });
  return (runner) => describePolicy(runner, { component: definition });
}

/** The same object with other methods. */
function changed<T extends object>(sound: T, methods: Partial<T>): T {
  return new Proxy(sound, {
    get: (target, key) => {
      if (key in methods) return methods[key as keyof T];
      const value = target[key as keyof T];
      return typeof value === "function" ? (value as () => unknown).bind(target) : value;
    },
  });
}

async function tokenScores(policy: Policy, tokenizer: Tokenizer, options: ScalarOptions): Promise<Learner> {
  const letters = Array.from({ length: tokenizer.vocabularySize }, (_, token) => token).slice(2);
  const batch = rowsOf(letters.flatMap((first) => letters.map((second) => [first, second])));
  const { logprobs = new Float32Array() } = await policy.score(batch, ["logprobs"]);
  return new TokenScores(tokenizer.vocabularySize, options, logprobs.reduce((sum, value) => sum + value, 0) / 100);
}

export function rowsOf(rows: readonly (readonly number[])[]): Batch {
  return {
    ...{ rows: rows.length, length: 2, tokens: Int32Array.from(rows.flat()), action: Uint8Array.from(rows.flatMap(() => [0, 1])) },
    ...{
      lengths: new Int32Array(rows.length).fill(2),
      groups: new Int32Array(rows.length),
      actionTokens: rows.length,
      temperature: 1,
      rollouts: [],
      verdicts: [],
    },
  };
}

/** Changes completions on their way. */
export function generating(change: (completion: Completion, requests: readonly GenerationRequest[]) => Partial<Completion> | undefined): Change {
  return (sound) => ({
    async *generate(requests, signal) {
      for await (const completion of sound.generate(requests, signal)) {
        const own = change(completion, requests);
        if (own) yield { ...completion, ...own };
      }
    },
  });
}

/** Asks the sound policy something else. */
export function asking(change: (request: GenerationRequest, place: number, all: readonly GenerationRequest[]) => Partial<GenerationRequest>): Change {
  return (sound) => ({
    generate: (requests, signal) =>
      sound.generate(
        requests.map((request, place) => ({ ...request, ...change(request, place, requests) })),
        signal,
      ),
  });
}

/** Adds to log-probabilities everywhere alike: in scores, in what generation reports, and on the tape. */
export function offsetBy(offset: (tokens: ArrayLike<number>, place: number) => number): Change {
  const column = (batch: Batch): Float32Array =>
    Float32Array.from(batch.action, (action, at) => {
      const row = Math.floor(at / batch.length);
      return action === 0 ? 0 : offset(batch.tokens.subarray(row * batch.length, row * batch.length + batch.lengths[row]), at % batch.length);
    });
  const shifted = scoring(({ logprobs, ...others }, batch) => {
    const own = column(batch);
    return logprobs ? { ...others, logprobs: logprobs.map((value, place) => value + own[place]) } : others;
  });
  return (sound, given) => ({
    ...shifted(sound, given),
    accumulate: (batch, loss) =>
      sound.accumulate(
        batch,
        onOutputs(loss, (outputs) => ({ ...outputs, logprobs: outputs.logprobs.add(tf.tensor2d(column(batch), [batch.rows, batch.length])) })),
      ),
    async *generate(requests, signal) {
      for await (const completion of sound.generate(requests, signal)) {
        const { prompt } = requests[completion.request];
        const row = [...prompt, ...completion.tokens];
        yield { ...completion, logprobs: completion.logprobs.map((value, place) => value + offset(row, prompt.length + place)) };
      }
    },
  });
}

export function onOutputs(loss: Loss, change: (outputs: Parameters<Loss["compute"]>[0]) => Parameters<Loss["compute"]>[0]): Loss {
  return { ...loss, compute: (outputs, batch) => loss.compute(change(outputs), batch) };
}

export function scaledLoss(loss: Loss, factor: number): Loss {
  return { ...loss, compute: (outputs, batch) => ({ ...loss.compute(outputs, batch), loss: loss.compute(outputs, batch).loss.mul(factor).asScalar() }) };
}

/** Trains on a multiple of the loss and does not say so. */
export function secretly(factor: number): Change {
  return (sound) => ({
    accumulate: async (batch, loss) => {
      const metrics = await sound.accumulate(batch, scaledLoss(loss, factor));
      return { ...metrics, loss: metrics.loss / factor };
    },
  });
}

/** Changes the scalar models that a policy makes. */
export function scalar(change: (model: Learner, given: { readonly options: ScalarOptions; readonly policy: Policy }) => Partial<Learner>): Change {
  return (sound) => ({
    scalarModel: async (options) => {
      const model = await sound.scalarModel(options);
      return changed(model, change(model, { options, policy: sound }));
    },
  });
}

export async function scoresWith(model: Pick<Learner, "score">, batch: Batch, change: (score: number, place: number) => number): Promise<Outputs> {
  const { scores = new Float32Array() } = await model.score(batch, ["scores"]);
  return { scores: scores.map(change) };
}

/** Generates with the present weights; its own version counts the publications. */
export function unpublished(sound: Parameters<Change>[0]): Partial<Policy> {
  let version = 0;
  return {
    get version() {
      return version;
    },
    publish: async () => {
      version += 1;
    },
    async *generate(requests, signal) {
      await sound.publish();
      for await (const completion of sound.generate(requests, signal)) yield { ...completion, version };
    },
    snapshot: async () => ({ json: { present: ((await sound.snapshot()).json as { present: unknown }).present, version } }),
    restore: async ({ json }) => {
      const state = json as { present: unknown; version: number };
      version = state.version;
      await sound.restore({ json: { version, present: state.present, published: state.present } });
    },
  };
}

/** Smaller numbers than those of a stream. */
export function lowered(random: RandomStream): RandomStream {
  return { uniform: (...place) => random.uniform(...place) ** 2, normal: (...place) => random.normal(...place), at: (...key) => lowered(random.at(...key)) };
}

/** Changes what is scored, by frozen copies too. */
export function scoring(change: (outputs: Outputs, batch: Batch) => Outputs): Change {
  return (sound) => ({
    score: async (batch, want) => change(await sound.score(batch, want), batch),
    freeze: async () => {
      const frozen = await sound.freeze();
      return { score: async (batch, want) => change(await frozen.score(batch, want), batch) };
    },
  });
}
