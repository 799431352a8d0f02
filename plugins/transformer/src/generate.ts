import { lanes, shapeStride, type Completion, type GenerationRequest, type StopReason } from "@lode/core";
import { Arrivals } from "./arrivals.js";
import { chooseToken } from "./choose-token.js";
import { Decoder, type DecoderModel, type Logits } from "./decoder.js";
import { rowsAtLeast } from "./rows-at-least.js";

/** Completions that are generated side by side. */
const ROWS_AT_ONCE = 256;
/** Rows below which a lane of their own spares less than it costs. */
const ROWS_OF_A_LANE = 16;
/** Finished rows are removed where at least this share of all can go. */
const WASTE = 1 / 8;

export interface Generator extends DecoderModel {
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

/**
 * Completions of all requests, in waves of rows; each as soon as it has ended. The rows of a wave are shared out to the lanes, which compute side by
 * side. When `signal` aborts, those under way are dropped.
 */
export async function* generate(generator: Generator, requests: readonly GenerationRequest[], signal: AbortSignal): AsyncGenerator<Completion> {
  for (const wave of waves(requests)) {
    if (signal.aborted) return;
    const ended = new Arrivals<Completion>();
    const shares = sharedOut(wave, lanes()).map((rows, lane) => generateRows({ generator, requests, signal, lane }, rows, (row) => ended.add(row)));
    void Promise.all(shares).then(
      () => ended.close(),
      (error: unknown) => ended.fail(error),
    );
    yield* ended;
  }
}

/** All completions asked for, cut into waves; those of one request are in one wave where they fit. */
function waves(requests: readonly GenerationRequest[]): readonly (readonly Row[])[] {
  const all: Row[][] = [[]];
  requests.forEach(({ samples }, request) => {
    if (samples <= ROWS_AT_ONCE && all[all.length - 1].length + samples > ROWS_AT_ONCE) all.push([]);
    for (let sample = 0; sample < samples; sample++) {
      if (all[all.length - 1].length === ROWS_AT_ONCE) all.push([]);
      all[all.length - 1].push(newRow(request, sample));
    }
  });
  return all.filter((wave) => wave.length > 0);
}

/** Neighbours stay together, so that few prompts are read in two lanes. */
function sharedOut(wave: readonly Row[], laneCount: number): readonly (readonly Row[])[] {
  const count = Math.max(1, Math.min(laneCount, Math.floor(wave.length / ROWS_OF_A_LANE)));
  return Array.from({ length: count }, (_, lane) => wave.slice(Math.round((lane * wave.length) / count), Math.round(((lane + 1) * wave.length) / count)));
}

interface Generation {
  readonly generator: Generator;
  readonly requests: readonly GenerationRequest[];
  readonly signal: AbortSignal;
  readonly lane: number;
}

async function generateRows({ generator, requests, signal, lane }: Generation, wave: readonly Row[], ended: (completion: Completion) => void): Promise<void> {
  const asked = [...new Set(wave.map((row) => row.request))].map((request) => requests[request]);
  const growth = asked.reduce((most, { maxTokens }) => Math.max(most, maxTokens), 0) - 1;
  let rows = filledUp(wave);
  const owners = Int32Array.from(rows, (row) => asked.indexOf(requests[row.request]));
  const prompts = asked.map(({ prompt }) => prompt);
  const { decoder, logits } = await Decoder.start(generator, { prompts, owners, growth, lane });
  const scratch = new Float64Array(generator.architecture.vocabulary);
  try {
    for (let next: Logits = logits; ; next = await decoder.step(Int32Array.from(rows, (row) => row.tokens[row.tokens.length - 1]))) {
      if (signal.aborted) return;
      for (const [place, row] of rows.entries()) {
        if (row.stop !== undefined) continue;
        choose(row, next(place), requests[row.request], { endToken: generator.endToken, scratch });
        if (row.stop !== undefined) ended(completion(row, generator.version));
      }
      if (rows.every(({ stop }) => stop !== undefined)) return;
      rows = withoutFinished(rows, decoder);
    }
  } finally {
    decoder.dispose();
  }
}

/** Appends a token to a row. */
function choose(
  row: Row,
  logits: Float32Array,
  request: GenerationRequest,
  { endToken, scratch }: { endToken: number; scratch: Float64Array<ArrayBuffer> },
): void {
  const { token, logprob, sampledLogprob } = chooseToken(logits, request, request.random.uniform(row.sample, row.tokens.length), scratch);
  row.tokens.push(token);
  row.logprobs.push(logprob);
  row.sampledLogprobs.push(sampledLogprob);
  row.stop = reasonToStop(row, request, endToken);
}

function reasonToStop({ tokens }: Row, { maxTokens }: GenerationRequest, endToken: number): StopReason | undefined {
  if (tokens[tokens.length - 1] === endToken) return "end";
  return tokens.length >= maxTokens ? "length" : undefined;
}

/** The wave with rows besides that have finished already, so that it has one of few sizes. */
function filledUp(wave: readonly Row[]): readonly Row[] {
  const fillers = Array.from({ length: rowsAtLeast(wave.length, shapeStride()) - wave.length }, (): Row => ({
    ...newRow(wave[0].request, 0),
    tokens: [0],
    stop: "end",
  }));
  return [...wave, ...fillers];
}

/** Removes finished rows from the decoder when the others fit into a smaller size; as many stay as fill it. */
function withoutFinished(rows: readonly Row[], decoder: Decoder): readonly Row[] {
  const growing = rows.filter(({ stop }) => stop === undefined).length;
  const size = rowsAtLeast(growing, shapeStride());
  if (size > (1 - WASTE) * rows.length) return rows;
  let spare = size - growing;
  const kept = rows.flatMap((row, place) => (row.stop === undefined || spare-- > 0 ? [place] : []));
  decoder.keepRows(kept);
  return kept.map((place) => rows[place]);
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
