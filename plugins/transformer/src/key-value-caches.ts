import { laneArray, type LaneArray, type LaneStretch, type Move } from "@lode/core";
import type * as tf from "@tensorflow/tfjs";

interface CacheSizes {
  readonly count: number;
  /** Most that will be written. */
  readonly slots: number;
  readonly rows: number;
  /** Numbers of one row in one slot. */
  readonly width: number;
  readonly lane: number;
}

/**
 * Keys and values of all layers for a number of rows that grow by a token at a time, in arrays of a lane: cache c is [slots, rows, width], so that what
 * has been written so far is the beginning of it, and a new slot is one block.
 */
export class KeyValueCaches {
  /** Slots written. */
  private used = 0;
  private readonly caches: readonly LaneArray[];
  private readonly width: number;
  private rows: number;

  constructor({ count, slots, rows, width, lane }: CacheSizes) {
    this.caches = Array.from({ length: count }, () => laneArray(lane, slots * rows * width));
    this.width = width;
    this.rows = rows;
  }

  /** t, the number of slots written. */
  get slots(): number {
    return this.used;
  }

  /** What has been written of each cache, in a shape of as many numbers as [t, rows, width]. */
  written(shape: readonly number[]): readonly tf.Tensor[] {
    return this.caches.map((cache) => cache.tensor(0, shape));
  }

  /** The next slot of each cache, [rows, width]: to be written, and then counted by `advance`. */
  get next(): readonly LaneStretch[] {
    return this.caches.map((array) => ({ array, from: this.used * this.rows * this.width }));
  }

  advance(): void {
    this.used++;
  }

  /** Writes the next `slots` slots of each cache: those of row i are block `owners[i]` of `blocks`, [blocks, columns, width] with at least as many columns. */
  appendBlocks(blocks: readonly Float32Array[], columns: number, owners: Int32Array, slots: number): void {
    const { width, rows } = this;
    this.caches.forEach((cache, index) => {
      cache.write(this.used * rows * width, slots * rows * width, (target) => {
        for (let slot = 0; slot < slots; slot++) {
          owners.forEach((owner, row) => {
            const from = (owner * columns + slot) * width;
            target.set(blocks[index].subarray(from, from + width), (slot * rows + row) * width);
          });
        }
      });
    });
    this.used += slots;
  }

  /** Forgets all rows but these, in rising order. What is kept moves towards the beginning. */
  keepRows(kept: readonly number[]): void {
    const runs = neighbours(kept);
    const { width } = this;
    const moves: Move[] = [];
    for (let slot = 0; slot < this.used; slot++) {
      let to = slot * kept.length * width;
      const first = slot * this.rows * width;
      for (const { from, count } of runs) {
        moves.push({ from: first + from * width, to, count: count * width });
        to += count * width;
      }
    }
    for (const cache of this.caches) cache.move(moves);
    this.rows = kept.length;
  }

  dispose(): void {
    for (const cache of this.caches) cache.dispose();
  }
}

/** Rows that follow one another, merged. */
function neighbours(rows: readonly number[]): readonly { readonly from: number; readonly count: number }[] {
  const runs: { from: number; count: number }[] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last !== undefined && last.from + last.count === row) last.count++;
    else runs.push({ from: row, count: 1 });
  }
  return runs;
}
