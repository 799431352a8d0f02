import type { TokenRows } from "./model.js";
import { rowsAtLeast } from "./rows-at-least.js";
import { UNSEEN } from "./unseen.js";

/**
 * B rows with what they share taken out. A row is a context, all tokens before the last one of its prompt, and a completion, the tokens from
 * there on that some output is computed from; what follows its last action token is left out. Rows with equal contexts stand together in slots: a
 * slot is one context of Tc tokens and R completions of T' tokens, padded on the right to multiples of `stride`. A context with more than R rows has
 * several slots. The state at place j of a completion comes before the row's j-th token after the prompt: it is what the outputs of that token are computed from.
 */
export interface PackedRows {
  /** S, with empty ones at the end where `stride` is above 1. */
  readonly slots: number;
  /** R; the last slot of a context may have empty rows. */
  readonly rows: number;
  /** Tc; 0 when no row has a context. */
  readonly contextColumns: number;
  /** T'. */
  readonly columns: number;
  /** The contexts, then the completions, [S·Tc + S·R·T']. */
  readonly tokens: Int32Array;
  /** Where each of them stands in its row, [S·Tc + S·R·T']. */
  readonly positions: Int32Array;
  /** What completions do not see of the context's columns, [S, Tc]: 0 or `UNSEEN`. */
  readonly contextMask: Float32Array;
  /** The tokens that the completions' states come before, [S, R, T']. */
  readonly nextTokens: Int32Array;
  /** For each token of the batch the place of its state in [S·R·T'], [B,T]; where `action` is 0 it is S·R·T'. */
  readonly places: Int32Array;
  /** The reverse, [S·R·T']: places in [B,T], or B·T. */
  readonly origins: Int32Array;
}

/** The row's part that counts: its completion starts at the token `start` and has `length` tokens, all of which come before an action token at most one later. */
interface Completion {
  readonly row: number;
  readonly start: number;
  readonly length: number;
}

export function packedRows(rows: TokenRows, stride: number): PackedRows {
  const completions = Array.from({ length: rows.rows }, (_, row) => completionOf(rows, row));
  const padded = (lengths: readonly number[]): number => Math.ceil(Math.max(0, ...lengths) / stride) * stride;
  const columns = Math.max(1, padded(completions.map(({ length }) => length)));
  const contextColumns = padded(completions.map(({ start }) => start));
  const families = familiesOf(rows, completions);
  const perSlot = rowsPerSlot(families, contextColumns, columns);
  const filled = families.flatMap((family) => inParts(family, perSlot));
  const slots = rowsAtLeast(filled.length, stride);
  const places = slots * perSlot * columns;
  const packed: PackedRows = {
    ...{ slots, rows: perSlot, contextColumns, columns },
    tokens: new Int32Array(slots * contextColumns + places),
    positions: new Int32Array(slots * contextColumns + places),
    contextMask: new Float32Array(slots * contextColumns).fill(UNSEEN),
    nextTokens: new Int32Array(places),
    places: new Int32Array(rows.rows * rows.length).fill(places),
    origins: new Int32Array(places).fill(rows.rows * rows.length),
  };
  filled.forEach((family, slot) => {
    writeContext(packed, slot, rows.tokens.subarray(family[0].row * rows.length, family[0].row * rows.length + family[0].start));
    family.forEach((completion, place) => writeCompletion(packed, rows, slot * perSlot + place, completion));
  });
  return packed;
}

/** From the token before the first action token to the one before the last; column 0 has no output. A row without action has no completion. */
function completionOf({ action, length }: TokenRows, row: number): Completion {
  const own = action.subarray(row * length + 1, (row + 1) * length);
  const start = own.indexOf(1);
  return start < 0 ? { row, start: 0, length: 0 } : { row, start, length: own.lastIndexOf(1) - start + 1 };
}

/** Completions of equal contexts, in the order in which contexts come up. */
function familiesOf({ tokens, length }: TokenRows, completions: readonly Completion[]): readonly (readonly Completion[])[] {
  const families = new Map<string, Completion[]>();
  for (const completion of completions) {
    const key = tokens.subarray(completion.row * length, completion.row * length + completion.start).join();
    const family = families.get(key);
    if (family === undefined) families.set(key, [completion]);
    else family.push(completion);
  }
  return [...families.values()];
}

/** R, so that fewest tokens are computed: small slots repeat contexts, large ones have empty rows. */
function rowsPerSlot(families: readonly (readonly Completion[])[], contextColumns: number, columns: number): number {
  const sizes = families.map(({ length }) => length);
  const cost = (rows: number): number => sizes.reduce((sum, size) => sum + Math.ceil(size / rows) * (contextColumns + rows * columns), 0);
  return [...new Set(sizes)].sort((a, b) => cost(a) - cost(b) || a - b)[0];
}

function inParts(family: readonly Completion[], size: number): readonly (readonly Completion[])[] {
  return Array.from({ length: Math.ceil(family.length / size) }, (_, part) => family.slice(part * size, (part + 1) * size));
}

function writeContext({ contextColumns, tokens, positions, contextMask }: PackedRows, slot: number, own: Int32Array): void {
  const first = slot * contextColumns;
  tokens.set(own, first);
  contextMask.fill(0, first, first + own.length);
  for (let column = 0; column < own.length; column++) positions[first + column] = column;
}

function writeCompletion(packed: PackedRows, rows: TokenRows, place: number, { row, start, length }: Completion): void {
  const { slots, contextColumns, columns, tokens, positions, nextTokens, places, origins } = packed;
  const [first, own] = [slots * contextColumns + place * columns, place * columns];
  const source = row * rows.length + start;
  tokens.set(rows.tokens.subarray(source, source + length), first);
  nextTokens.set(rows.tokens.subarray(source + 1, source + 1 + length), own);
  for (let column = 0; column < length; column++) {
    positions[first + column] = start + column;
    if (rows.action[source + 1 + column] === 0) continue;
    places[source + 1 + column] = own + column;
    origins[own + column] = source + 1 + column;
  }
}
