/**
 * Keys and values of all layers for a number of rows that grow by a token at a time, in plain arrays: cache c is [slots, rows, width], so that what
 * has been written so far is the beginning of it, and a new slot is one block.
 */
export class KeyValueCaches {
  /** Slots written. */
  private used = 0;
  private readonly caches: readonly Float32Array[];

  constructor(
    count: number,
    slots: number,
    private rows: number,
    /** Numbers of one row in one slot. */
    private readonly width: number,
  ) {
    this.caches = Array.from({ length: count }, () => new Float32Array(slots * rows * width));
  }

  /** t, the number of slots written. */
  get slots(): number {
    return this.used;
  }

  /** What has been written of each cache, [t, rows, width]. */
  get written(): readonly Float32Array[] {
    return this.caches.map((cache) => cache.subarray(0, this.used * this.rows * this.width));
  }

  /** The next slot of each cache, [rows, width]: to be written, and then counted by `advance`. */
  get next(): readonly Float32Array[] {
    const size = this.rows * this.width;
    return this.caches.map((cache) => cache.subarray(this.used * size, (this.used + 1) * size));
  }

  advance(): void {
    this.used++;
  }

  /** Writes the next `slots` slots of each cache: those of row i are block `owners[i]` of `blocks`, [blocks, columns, width] with at least as many columns. */
  appendBlocks(blocks: readonly Float32Array[], columns: number, owners: Int32Array, slots: number): void {
    const { width, rows } = this;
    this.caches.forEach((cache, index) => {
      for (let slot = 0; slot < slots; slot++) {
        const first = (this.used + slot) * rows * width;
        owners.forEach((owner, row) => {
          const from = (owner * columns + slot) * width;
          cache.set(blocks[index].subarray(from, from + width), first + row * width);
        });
      }
    });
    this.used += slots;
  }

  /** Forgets all rows but these, in rising order. What is kept moves towards the beginning. */
  keepRows(kept: readonly number[]): void {
    const runs = neighbours(kept);
    const { width } = this;
    for (const cache of this.caches) {
      for (let slot = 0; slot < this.used; slot++) {
        let to = slot * kept.length * width;
        const first = slot * this.rows * width;
        for (const { from, count } of runs) {
          cache.copyWithin(to, first + from * width, first + (from + count) * width);
          to += count * width;
        }
      }
    }
    this.rows = kept.length;
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
