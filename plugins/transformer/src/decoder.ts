import { readInto, shapeStride } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import type { Architecture } from "./architecture.js";
import type { DecoderFunctions } from "./decoder-functions.js";
import { joined } from "./joined.js";
import { KeyValueCaches } from "./key-value-caches.js";
import { rotationTable, type RotationTable } from "./rotary-embedding.js";
import { UNSEEN } from "./unseen.js";

/** Largest number of tokens, padding included, that is read at once: it bounds memory. */
const TOKENS_AT_ONCE = 8192;

/** The logits of the next token of a row, [V]. */
export type Logits = (row: number) => Float32Array;

export interface DecoderModel {
  readonly architecture: Architecture;
  readonly functions: DecoderFunctions;
  /** As `unflatten` gives them. */
  readonly weights: readonly tf.Tensor[];
}

interface DecoderStart {
  readonly prompts: readonly Int32Array[];
  readonly owners: Int32Array;
  readonly growth: number;
  readonly lane: number;
}

/**
 * Completions that grow by a token at a time. Keys and values of all tokens before (the "KV cache") lie in JavaScript's memory: slot s holds token s of
 * a prompt, or nothing where the prompt is shorter than the longest, and then a token of each completion; each row goes on at its own position.
 */
export class Decoder {
  private readonly promptSlots: number;
  private readonly logits: Float32Array;

  private constructor(
    private readonly model: DecoderModel,
    private readonly caches: KeyValueCaches,
    private readonly table: RotationTable,
    private promptLengths: Int32Array,
  ) {
    this.promptSlots = caches.slots;
    this.logits = new Float32Array(promptLengths.length * model.architecture.vocabulary);
  }

  /** Reads every prompt once. Row i goes on from prompt `owners[i]`, by at most `growth` tokens; the caches lie in lane `lane`. */
  static async start(model: DecoderModel, { prompts, owners, growth, lane }: DecoderStart): Promise<{ decoder: Decoder; logits: Logits }> {
    const { layers, keyValueHeads, headWidth, ropeBase } = model.architecture;
    const slots = prompts.reduce((longest, prompt) => Math.max(longest, prompt.length), 0);
    const stride = shapeStride();
    const columns = Math.ceil(slots / stride) * stride;
    const [logits, ...blocks] = await readPrompts(model, prompts, columns);
    const caches = new KeyValueCaches({ count: 2 * layers, slots: slots + growth, rows: owners.length, width: keyValueHeads * headWidth, lane });
    caches.appendBlocks(blocks, columns, owners, slots);
    const table = rotationTable(slots + growth, headWidth, ropeBase);
    const promptLengths = Int32Array.from(owners, (owner) => prompts[owner].length);
    const ofPrompt = byRow(logits, model.architecture.vocabulary);
    return { decoder: new Decoder(model, caches, table, promptLengths), logits: (row) => ofPrompt(owners[row]) };
  }

  /** Appends a token to each row. The logits are valid until the next step. */
  async step(tokens: Int32Array): Promise<Logits> {
    const { architecture, functions, weights } = this.model;
    const [rows, width] = [tokens.length, architecture.headWidth];
    const shape: [number, number, number] = [this.caches.slots, rows * architecture.keyValueHeads, width];
    const masked = this.promptLengths.some((length) => length < this.promptSlots);
    const outputs = tf.tidy(() =>
      (masked ? functions.maskedStep : functions.step)(
        tf.tensor1d(tokens, "int32"),
        tf.tensor2d(this.atPositions(this.table.cosines), [rows, width]),
        tf.tensor2d(this.atPositions(this.table.sines), [rows, width]),
        ...(masked ? [tf.tensor3d(this.mask(), [shape[1], 1, shape[0]])] : []),
        ...this.caches.written(shape),
        ...weights,
      ),
    );
    const logits = this.logits.subarray(0, rows * architecture.vocabulary);
    await readInto(outputs, [logits, ...this.caches.next]);
    tf.dispose(outputs);
    this.caches.advance();
    return byRow(logits, architecture.vocabulary);
  }

  dispose(): void {
    this.caches.dispose();
  }

  /** Forgets all rows but these, in rising order. */
  keepRows(rows: readonly number[]): void {
    this.caches.keepRows(rows);
    this.promptLengths = Int32Array.from(rows, (row) => this.promptLengths[row]);
  }

  /** The numbers of a table at each row's position, [B, head width]. */
  private atPositions(table: Float32Array): Float32Array {
    const { headWidth } = this.model.architecture;
    const generated = this.caches.slots - this.promptSlots;
    const numbers = new Float32Array(this.promptLengths.length * headWidth);
    this.promptLengths.forEach((length, row) => {
      const place = (length + generated) * headWidth;
      numbers.set(table.subarray(place, place + headWidth), row * headWidth);
    });
    return numbers;
  }

  /** Hides the slots between prompt and completion, [B·key-value heads, 1, t]. */
  private mask(): Float32Array {
    const { slots } = this.caches;
    const { keyValueHeads } = this.model.architecture;
    const mask = new Float32Array(this.promptLengths.length * keyValueHeads * slots);
    this.promptLengths.forEach((length, row) => {
      for (let head = 0; head < keyValueHeads; head++) {
        const first = (row * keyValueHeads + head) * slots;
        mask.fill(UNSEEN, first + length, first + this.promptSlots);
      }
    });
    return mask;
  }
}

/** Logits after each prompt, [P, V], and keys and values of every layer, [P, columns, width]; what follows the last prompt is arbitrary. */
async function readPrompts({ functions, weights }: DecoderModel, prompts: readonly Int32Array[], columns: number): Promise<Float32Array[]> {
  const atOnce = Math.max(1, 2 ** Math.floor(Math.log2(TOKENS_AT_ONCE / columns)));
  const parts: Float32Array[][] = [];
  for (let first = 0; first < prompts.length; first += atOnce) {
    const part = prompts.slice(first, first + atOnce);
    const rows = 2 ** Math.ceil(Math.log2(part.length));
    const tokens = new Int32Array(rows * columns);
    const last = new Int32Array(rows);
    const beforeLast = new Float32Array(rows * columns).fill(UNSEEN);
    part.forEach((prompt, row) => {
      tokens.set(prompt, row * columns);
      last[row] = row * columns + prompt.length - 1;
      beforeLast.fill(0, row * columns, last[row]);
    });
    const outputs = tf.tidy(() => {
      const mask = tf.tensor4d(beforeLast, [rows, 1, 1, columns]);
      return functions.prefill(tf.tensor2d(tokens, [rows, columns], "int32"), tf.tensor1d(last, "int32"), mask, ...weights);
    });
    parts.push(await taken(outputs));
  }
  return parts.length === 1 ? parts[0] : parts[0].map((_, output) => joined(parts.map((part) => part[output])));
}

/** Reads tensors and disposes them. */
async function taken(tensors: tf.Tensor[]): Promise<Float32Array[]> {
  const numbers = await Promise.all(tensors.map((tensor) => tensor.data()));
  tf.dispose(tensors);
  return numbers as Float32Array[];
}

function byRow(logits: Float32Array, vocabulary: number): Logits {
  return (row) => logits.subarray(row * vocabulary, (row + 1) * vocabulary);
}
