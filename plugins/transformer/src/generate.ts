import type { Completion, GenerationRequest, StopReason } from "@lode/core";
import type * as tf from "@tensorflow/tfjs";
import type { Architecture } from "./architecture.js";
import { chooseToken } from "./choose-token.js";
import { Decoder } from "./decoder.js";
import type { Weights } from "./weights.js";

/** Completions that are generated side by side. */
const ROWS_AT_ONCE = 256;
/** Finished rows are removed from the caches when they are more than this share. */
const WASTE = 1 / 8;

export interface Generator {
  readonly weights: Weights;
  readonly architecture: Architecture;
  readonly endToken: number;
  /** Written into completions. */
  readonly version: number;
}

interface Row {
  readonly request: number;
  readonly sample: number;
  readonly tokens: number[];
  readonly logprobs: number[];
  readonly sampledLogprobs: number[];
  stop: StopReason | undefined;
}

/** Completions of all requests, in waves of rows; each as soon as it has ended. When `signal` aborts, those under way are dropped. */
export async function* generate(generator: Generator, requests: readonly GenerationRequest[], signal: AbortSignal): AsyncGenerator<Completion> {
  const rows = requests.flatMap((request, index) => Array.from({ length: request.samples }, (_, sample) => newRow(index, sample)));
  for (let first = 0; first < rows.length && !signal.aborted; first += ROWS_AT_ONCE) {
    yield* generateWave(generator, requests, rows.slice(first, first + ROWS_AT_ONCE), signal);
  }
}

async function* generateWave(
  generator: Generator,
  requests: readonly GenerationRequest[],
  wave: readonly Row[],
  signal: AbortSignal,
): AsyncGenerator<Completion> {
  const decoder = new Decoder(generator.weights, generator.architecture);
  try {
    const asked = [...new Set(wave.map((row) => row.request))];
    const owners = wave.map((row) => asked.indexOf(row.request));
    let rows = wave;
    let logits = decoder.start(
      asked.map((request) => requests[request].prompt),
      owners,
    );
    while (rows.length > 0) {
      const next = await takeNumbers(logits);
      if (signal.aborted) return;
      for (const [place, row] of rows.entries()) {
        if (row.stop !== undefined) continue;
        row.stop = extend(row, requests[row.request], next(place), generator.endToken);
        if (row.stop !== undefined) yield completion(row, generator.version);
      }
      rows = withoutFinished(rows, decoder);
      if (rows.length > 0) logits = decoder.step(Int32Array.from(rows, (row) => row.tokens[row.tokens.length - 1]));
    }
  } finally {
    decoder.dispose();
  }
}

/** Removes finished rows from the decoder when they are many, and at the end. */
function withoutFinished(rows: readonly Row[], decoder: Decoder): readonly Row[] {
  const growing = rows.flatMap((row, place) => (row.stop === undefined ? [place] : []));
  if (growing.length > 0 && rows.length - growing.length <= WASTE * rows.length) return rows;
  if (growing.length > 0) decoder.keepRows(growing);
  return growing.map((place) => rows[place]);
}

/** Draws the row's next token; says why it is the last, if it is. */
function extend(row: Row, request: GenerationRequest, logits: Float32Array, endToken: number): StopReason | undefined {
  const choice = chooseToken(logits, request, request.random.uniform(row.sample, row.tokens.length));
  row.tokens.push(choice.token);
  row.logprobs.push(choice.logprob);
  row.sampledLogprobs.push(choice.sampledLogprob);
  if (choice.token === endToken) return "end";
  return row.tokens.length >= request.maxTokens ? "length" : undefined;
}

/** Reads logits, [rows, V], and disposes them; gives those of a row. */
async function takeNumbers(logits: tf.Tensor2D): Promise<(row: number) => Float32Array> {
  const vocabulary = logits.shape[1];
  const numbers = (await logits.data()) as Float32Array;
  logits.dispose();
  return (row) => numbers.subarray(row * vocabulary, (row + 1) * vocabulary);
}

function newRow(request: number, sample: number): Row {
  return { request, sample, tokens: [], logprobs: [], sampledLogprobs: [], stop: undefined };
}

function completion(row: Row, version: number): Completion {
  return {
    request: row.request,
    sample: row.sample,
    tokens: Int32Array.from(row.tokens),
    logprobs: Float32Array.from(row.logprobs),
    sampledLogprobs: Float32Array.from(row.sampledLogprobs),
    stop: row.stop as StopReason,
    version,
  };
}
