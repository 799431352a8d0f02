import type { TokenRows } from "./model.js";
import { UNSEEN } from "./unseen.js";

/**
 * B rows with what they share taken out. A row is a context, all tokens before the last one of its prompt, and a completion, the tokens from
 * there on that some output is computed from; what follows its last action token is left out. Rows with equal contexts have one, so there are P
 * contexts of Tc tokens and B completions of T' tokens, padded on the right to multiples of `stride`. The state at place j of a completion comes before the row's
 * j-th token after the prompt: it is what the outputs of that token are computed from.
 */
export interface PackedRows {
  /** P; with a stride above 1 a power of two or B, the last of them empty. */
  readonly contexts: number;
  /** Tc. */
  readonly contextColumns: number;
  /** B. */
  readonly rows: number;
  /** T'. */
  readonly columns: number;
  /** The contexts, then the completions, [P·Tc + B·T']. */
  readonly tokens: Int32Array;
  /** Where each of them stands in its row, [P·Tc + B·T']. */
  readonly positions: Int32Array;
  /** The context of each row, [B]. */
  readonly owners: Int32Array;
  /** What completions do not see of their contexts, and nothing of themselves, [B, 1, Tc + T']: 0 or `UNSEEN`. */
  readonly contextMask: Float32Array;
  /** The tokens that the completions' states come before, [B·T']. */
  readonly nextTokens: Int32Array;
  /** For each token of the batch the place of its state in [B·T'], [B,T]; where `action` is 0 it is B·T'. */
  readonly places: Int32Array;
  /** The reverse, [B·T']: places in [B,T], or B·T. */
  readonly origins: Int32Array;
}

/** The row's part that counts: its completion starts at the token `start` and has `length` tokens, all of which come before an action token at most one later. */
interface Completion {
  readonly start: number;
  readonly length: number;
}

export function packedRows(rows: TokenRows, stride: number): PackedRows {
  const completions = Array.from({ length: rows.rows }, (_, row) => completionOf(rows, row));
  const { owners, contexts } = distinctContexts(rows, completions);
  const padded = (lengths: readonly number[]): number => Math.max(1, Math.ceil(Math.max(...lengths) / stride)) * stride;
  const columns = padded(completions.map(({ length }) => length));
  const contextColumns = padded(contexts.map((row) => completions[row].start));
  const roundedContexts = stride === 1 ? contexts.length : Math.min(rows.rows, 2 ** Math.ceil(Math.log2(contexts.length)));
  const sizes = { contexts: roundedContexts, contextColumns, rows: rows.rows, columns };
  const packed: PackedRows = {
    ...sizes,
    tokens: new Int32Array(sizes.contexts * contextColumns + rows.rows * columns),
    positions: new Int32Array(sizes.contexts * contextColumns + rows.rows * columns),
    owners,
    contextMask: new Float32Array(rows.rows * (contextColumns + columns)),
    nextTokens: new Int32Array(rows.rows * columns),
    places: new Int32Array(rows.rows * rows.length).fill(rows.rows * columns),
    origins: new Int32Array(rows.rows * columns).fill(rows.rows * rows.length),
  };
  contexts.forEach((row, context) => {
    writeContext(packed, context, rows.tokens.subarray(row * rows.length, row * rows.length + completions[row].start));
  });
  completions.forEach((completion, row) => writeCompletion(packed, rows, row, completion));
  return packed;
}

/** From the token before the first action token to the one before the last; column 0 has no output. A row without action has no completion. */
function completionOf({ action, length }: TokenRows, row: number): Completion {
  const own = action.subarray(row * length + 1, (row + 1) * length);
  const start = own.indexOf(1);
  return start < 0 ? { start: 0, length: 0 } : { start, length: own.lastIndexOf(1) - start + 1 };
}

/** For each row the number of its context, [B], and for each context a row that has it. */
function distinctContexts({ tokens, length }: TokenRows, completions: readonly Completion[]): { owners: Int32Array; contexts: readonly number[] } {
  const numbers = new Map<string, number>();
  const contexts: number[] = [];
  const owners = Int32Array.from(completions, ({ start }, row) => {
    const key = tokens.subarray(row * length, row * length + start).join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, contexts.length);
    return contexts.push(row) - 1;
  });
  return { owners, contexts };
}

function writeContext({ contextColumns, tokens, positions }: PackedRows, context: number, own: Int32Array): void {
  const first = context * contextColumns;
  tokens.set(own, first);
  for (let column = 0; column < own.length; column++) positions[first + column] = column;
}

function writeCompletion(packed: PackedRows, rows: TokenRows, row: number, { start, length }: Completion): void {
  const { contexts, contextColumns, columns, tokens, positions, contextMask, nextTokens, places, origins } = packed;
  const first = contexts * contextColumns + row * columns;
  const source = row * rows.length + start;
  tokens.set(rows.tokens.subarray(source, source + length), first);
  nextTokens.set(rows.tokens.subarray(source + 1, source + 1 + length), row * columns);
  contextMask.fill(UNSEEN, row * (contextColumns + columns) + start, row * (contextColumns + columns) + contextColumns);
  for (let column = 0; column < length; column++) {
    positions[first + column] = start + column;
    if (rows.action[source + 1 + column] === 0) continue;
    places[source + 1 + column] = row * columns + column;
    origins[row * columns + column] = source + 1 + column;
  }
}
