import type { RandomStream } from "@lode/core";

/** Draws one after the other from a stream. */
export class Chance {
  private drawn = 0;

  constructor(private readonly stream: RandomStream) {}

  /** True with this probability. */
  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number from `low` to `high`. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(items: readonly T[]): T {
    return items[this.integer(0, items.length - 1)];
  }

  private next(): number {
    return this.stream.uniform(this.drawn++);
  }
}
