import type { Draw } from "@lode/core";

/** The next `count` draws, fewer where they end. Takes none beyond them: the run's place in the stream is the number of draws taken. */
export async function takeDraws(draws: AsyncIterator<Draw>, count: number): Promise<Draw[]> {
  const taken: Draw[] = [];
  while (taken.length < count) {
    const next = await draws.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}
