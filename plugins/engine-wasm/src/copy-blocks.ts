/** Where blocks of numbers lie on the heap: in units of 4 bytes, a fixed distance apart. */
export interface Blocks {
  readonly start: number;
  readonly distance: number;
}

/** Copies `count` blocks of `length` numbers on the heap, see `WasmHeap.words`. */
export function copyBlocks(words: Int32Array, [from, to]: readonly [Blocks, Blocks], length: number, count: number): void {
  for (let block = 0; block < count; block++) {
    const start = from.start + block * from.distance;
    words.copyWithin(to.start + block * to.distance, start, start + length);
  }
}
