import type { RandomStream } from "@lode/core";

/** The numbers from 0 to `count` in a random order: Fisher and Yates' shuffle, every order equally probable. */
export function shuffled(count: number, random: RandomStream): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, place) => place);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random.uniform(last) * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}
