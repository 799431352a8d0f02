import type { Draw } from "@lode/core";

/** Draws numbered from `first`, `count` of them; counts those that were taken and refuses to be closed. */
export class CountedDraws implements AsyncIterator<Draw> {
  taken = 0;

  constructor(
    private readonly first = 0,
    private readonly count = Infinity,
  ) {}

  async next(): Promise<IteratorResult<Draw>> {
    if (this.taken === this.count) return { done: true, value: undefined };
    const index = this.first + this.taken++;
    return { done: false, value: { index, problem: { id: `p${index}`, prompt: `${index}?`, answer: "a", solution: `so${index}` } } };
  }

  async return(): Promise<IteratorResult<Draw>> {
    throw new Error("the run goes on with these draws");
  }
}

/** All that an asynchronous iterable gives. */
export async function gathered<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
