import type { Batch } from "../contracts/batch.js";
import { lanes } from "../math/lanes.js";
import { shapeStride } from "../math/shape-stride.js";

/** The share of the cost below which it pays to tear groups apart, since that makes more shapes. */
const WORTH_TEARING = 0.75;

/** Tokens of a part below which a lane of its own spares less than it costs. */
const WORTH_A_LANE = 256;

type RowBatch = Pick<Batch, "rows" | "length" | "action" | "groups">;

/** What decides with which others a row is best computed. Lengths in tokens, padded. */
interface Row {
  readonly row: number;
  readonly group: number;
  /** Tokens up to the first action token. */
  readonly prompt: number;
  /** Tokens from the first action token to the last. */
  readonly completion: number;
}

/**
 * Cuts the rows of a batch into parts that cost little: rows of similar length together, so that little is padding, and rows of one group
 * together, so that their prompt is computed once. Where both cannot be had, the cheaper is taken. A part of b rows of p groups costs
 * p · longest prompt + b · longest completion tokens, at most `tokenLimit` unless one row alone is beyond it. Lengths count as multiples of `stride`;
 * where it is above 1, few shapes are worth something too: a part has whole groups where it can, a power of two or three times one of them, else so
 * many rows, and groups are torn apart only to spare a quarter of the work. Lane i computes parts i, i + `laneCount` …: parts are smaller where that
 * ends sooner. Returns row numbers; every row is in one part.
 */
export function rowParts(batch: RowBatch, tokenLimit: number, stride = shapeStride(), laneCount = lanes()): readonly (readonly number[])[] {
  const rows = Array.from({ length: batch.rows }, (_, row) => measured(batch, row, stride));
  const longest = new Map<number, number>();
  for (const { group, completion } of rows) longest.set(group, Math.max(longest.get(group) ?? 0, completion));
  const orders = [inOrder(rows, ({ completion }) => completion), inOrder(rows, ({ group }) => longest.get(group) ?? 0)] as const;
  let best = cheaper(orders, tokenLimit, stride);
  const total = sum(best.costs);
  const even = total / (Math.ceil(best.parts.length / laneCount) * laneCount);
  if (best.parts.length % laneCount !== 0 && even >= WORTH_A_LANE) {
    // Rows and groups are not cut, so that what just fits may be a little more than an equal share.
    for (const limit of [even, 1.15 * even, 1.3 * even]) {
      const smaller = cheaper(orders, Math.min(limit, tokenLimit), stride);
      if (duration(smaller, laneCount) < duration(best, laneCount)) best = smaller;
    }
  }
  return best.parts.map((part) => part.map(({ row }) => row));
}

type Orders = readonly [byLength: readonly Row[], byGroup: readonly Row[]];

function cheaper([byLength, byGroup]: Orders, tokenLimit: number, stride: number): Cut {
  const countWithin = stride === 1 ? (_: readonly Row[], count: number): number => count : wholeGroups;
  const [torn, whole] = [cut(byLength, tokenLimit, countWithin), cut(byGroup, tokenLimit, countWithin)];
  return sum(torn.costs) < sum(whole.costs) * (stride === 1 ? 1 : WORTH_TEARING) ? torn : whole;
}

/** Tokens that the busiest lane computes. */
function duration({ costs }: Cut, laneCount: number): number {
  return Math.max(...Array.from({ length: laneCount }, (_, lane) => sum(costs.filter((_cost, part) => part % laneCount === lane))));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}

function measured({ length, action, groups }: RowBatch, row: number, stride: number): Row {
  const own = action.subarray(row * length, (row + 1) * length);
  const first = Math.max(0, own.indexOf(1));
  const padded = (tokens: number): number => Math.max(1, Math.ceil(tokens / stride)) * stride;
  return { row, group: groups[row], prompt: padded(first), completion: padded(own.lastIndexOf(1) + 1 - first) };
}

function inOrder(rows: readonly Row[], lengthOf: (row: Row) => number): readonly Row[] {
  return [...rows].sort((a, b) => lengthOf(a) - lengthOf(b) || a.prompt - b.prompt || a.group - b.group || a.row - b.row);
}

interface Cut {
  readonly parts: readonly (readonly Row[])[];
  /** Tokens that are computed for each. */
  readonly costs: readonly number[];
}

/** Parts as large as the limit allows, one after another. */
function cut(rows: readonly Row[], tokenLimit: number, countWithin: (rows: readonly Row[], most: number) => number): Cut {
  const parts: (readonly Row[])[] = [];
  const partCosts: number[] = [];
  for (let first = 0; first < rows.length;) {
    const costs = costsWithin(rows, first, tokenLimit);
    const count = countWithin(rows.slice(first), costs.length);
    parts.push(rows.slice(first, first + count));
    partCosts.push(costs[count - 1]);
    first += count;
  }
  return { parts, costs: partCosts };
}

/** Tokens that are computed for the part of 1, 2, 3 … rows from `first` on: of the first always, of more while they stay within the limit. */
function costsWithin(rows: readonly Row[], first: number, tokenLimit: number): readonly number[] {
  const groups = new Set<number>();
  const costs: number[] = [];
  let [prompt, completion] = [0, 0];
  for (const row of rows.slice(first)) {
    groups.add(row.group);
    prompt = Math.max(prompt, row.prompt);
    completion = Math.max(completion, row.completion);
    const cost = groups.size * prompt + (costs.length + 1) * completion;
    if (costs.length > 0 && cost > tokenLimit) break;
    costs.push(cost);
  }
  return costs;
}

/** Of rows of which `most` are affordable, how many a part takes. */
function wholeGroups(rows: readonly Row[], most: number): number {
  const end = rows.findIndex(({ group }) => group !== rows[0].group);
  const size = end < 0 ? rows.length : end;
  return size > most ? countAtMost(most) : countAtMost(Math.floor(most / size)) * size;
}

/** The largest of 1, 2, 3, 4, 6, 8, 12, 16, 24 … that is not above `rows`. */
function countAtMost(rows: number): number {
  const power = 2 ** Math.floor(Math.log2(rows));
  return power >= 2 && rows >= 1.5 * power ? 1.5 * power : power;
}
