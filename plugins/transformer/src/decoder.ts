import * as tf from "@tensorflow/tfjs";
import type { Architecture } from "./architecture.js";
import type { KeysAndValues, Pass } from "./attention.js";
import { UNSEEN, causalPass } from "./causal-pass.js";
import { linear } from "./linear.js";
import { rotation } from "./rotary-embedding.js";
import { trunk } from "./trunk.js";
import { EMBEDDING, type Weights } from "./weights.js";

/**
 * Completions that grow by a token at a time, with the keys and values of all tokens before (the "KV cache"). Prompts are padded on the right to
 * the longest; each row goes on at its own position, and the padding between prompt and completion is never seen.
 */
export class Decoder {
  private layers: KeysAndValues[] = [];
  private promptLengths = new Int32Array();
  private promptColumns = 0;
  private generated = 0;

  constructor(
    private readonly weights: Weights,
    private readonly architecture: Architecture,
  ) {}

  /** Reads every prompt once. Row i goes on from prompt `owners[i]`. Returns the logits of the first tokens, [rows, V]; the caller disposes them. */
  start(prompts: readonly Int32Array[], owners: readonly number[]): tf.Tensor2D {
    const columns = prompts.reduce((longest, prompt) => Math.max(longest, prompt.length), 0);
    const tokens = new Int32Array(prompts.length * columns);
    prompts.forEach((prompt, row) => tokens.set(prompt, row * columns));
    const [logits, layers] = tf.tidy(() => {
      const read: KeysAndValues[] = [];
      const pass = causalPass(prompts.length, columns, this.architecture, (layer, own) => (read[layer] = own));
      const states = trunk(this.weights, tf.tensor1d(tokens, "int32"), this.architecture, pass);
      const last = owners.map((owner) => owner * columns + prompts[owner].length - 1);
      return [this.logits(tf.gather(states, tf.tensor1d(last, "int32"))), read.map((layer) => chosenRows(layer, owners))];
    });
    this.layers = layers;
    this.promptLengths = Int32Array.from(owners, (owner) => prompts[owner].length);
    this.promptColumns = columns;
    return logits;
  }

  /** Appends a token to each row. Returns the logits of the tokens after them, [rows, V]; the caller disposes them. */
  step(tokens: Int32Array): tf.Tensor2D {
    const [logits, layers] = tf.tidy(() => {
      const grown: KeysAndValues[] = [];
      const pass: Pass = {
        rows: tokens.length,
        columns: 1,
        rotation: rotation(
          this.promptLengths.map((length) => length + this.generated),
          tokens.length,
          this.architecture.headWidth,
          this.architecture.ropeBase,
        ),
        mask: this.mask(),
        extend: (layer, own) => (grown[layer] = appended(this.layers[layer], own)),
      };
      return [this.logits(trunk(this.weights, tf.tensor1d(tokens, "int32"), this.architecture, pass)), grown];
    });
    this.replace(layers);
    this.generated++;
    return logits;
  }

  /** Forgets all rows but these. */
  keepRows(rows: readonly number[]): void {
    this.replace(tf.tidy(() => this.layers.map((layer) => chosenRows(layer, rows))));
    this.promptLengths = Int32Array.from(rows, (row) => this.promptLengths[row]);
  }

  dispose(): void {
    this.replace([]);
  }

  private logits(states: tf.Tensor2D): tf.Tensor2D {
    return linear(states, this.weights[EMBEDDING]);
  }

  /** Hides each row's padding between prompt and completion; the token that is being read sees itself. */
  private mask(): tf.Tensor5D | undefined {
    if (this.promptLengths.every((length) => length === this.promptColumns)) return undefined;
    const columns = this.promptColumns + this.generated + 1;
    const mask = new Float32Array(this.promptLengths.length * columns);
    this.promptLengths.forEach((length, row) => mask.fill(UNSEEN, row * columns + length, row * columns + this.promptColumns));
    return tf.tensor5d(mask, [1, this.promptLengths.length, 1, 1, columns]);
  }

  private replace(layers: KeysAndValues[]): void {
    for (const { keys, values } of this.layers) tf.dispose([keys, values]);
    this.layers = layers;
  }
}

function chosenRows({ keys, values }: KeysAndValues, rows: readonly number[]): KeysAndValues {
  const indices = tf.tensor1d([...rows], "int32");
  return { keys: tf.gather(keys, indices, 1), values: tf.gather(values, indices, 1) };
}

function appended(before: KeysAndValues, own: KeysAndValues): KeysAndValues {
  return { keys: tf.concat4d([before.keys, own.keys], 2), values: tf.concat4d([before.values, own.values], 2) };
}
