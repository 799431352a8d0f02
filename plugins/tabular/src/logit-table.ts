import type { RandomStream } from "@lode/core";

export interface InitialLogits {
  /** Standard deviation of the logits that a context starts with. */
  readonly deviation: number;
  /** Keys them by context and token. */
  readonly random: RandomStream;
}

/** A row a context: the tokens before, and V logits for the next one, in float64. */
export type LogitRows = readonly (readonly [context: readonly number[], logits: readonly number[]])[];

/** Next-token logits of every context. A context has its initial logits until an update changes them; only changed ones are kept. */
export class LogitTable {
  private readonly rows = new Map<string, Float64Array>();

  constructor(
    readonly vocabularySize: number,
    private readonly initial: InitialLogits,
  ) {}

  /** The logits after these tokens, [V]. */
  logits(context: ArrayLike<number>): Float64Array {
    return this.rows.get(keyOf(context)) ?? this.initialLogits(context);
  }

  set(context: ArrayLike<number>, logits: Float64Array): void {
    this.rows.set(keyOf(context), logits);
  }

  clone(): LogitTable {
    const copy = new LogitTable(this.vocabularySize, this.initial);
    for (const [key, logits] of this.rows) copy.rows.set(key, logits);
    return copy;
  }

  /** The changed contexts, in the order of their keys. */
  toRows(): LogitRows {
    return [...this.rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, logits]) => [contextOf(key), [...logits]]);
  }

  static from(rows: LogitRows, vocabularySize: number, initial: InitialLogits): LogitTable {
    const table = new LogitTable(vocabularySize, initial);
    for (const [context, logits] of rows) table.set(context, Float64Array.from(logits));
    return table;
  }

  private initialLogits(context: ArrayLike<number>): Float64Array {
    const { deviation, random } = this.initial;
    if (deviation === 0) return new Float64Array(this.vocabularySize);
    const own = random.at("context", ...Array.from(context));
    return Float64Array.from({ length: this.vocabularySize }, (_, token) => deviation * own.normal(token));
  }
}

function keyOf(context: ArrayLike<number>): string {
  return Array.prototype.join.call(context, " ");
}

function contextOf(key: string): readonly number[] {
  return key === "" ? [] : key.split(" ").map(Number);
}
