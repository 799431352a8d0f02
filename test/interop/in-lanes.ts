/**
 * Starts `work` on every item, in order and at most `lanes` at a time. Gives the results at once, as promises by item, so that tests can wait for them one
 * by one while the rest goes on.
 */
export function inLanes<Item, Result>(lanes: number, items: readonly Item[], work: (item: Item) => Promise<Result>): ReadonlyMap<Item, Promise<Result>> {
  const ends: Promise<unknown>[] = Array.from({ length: lanes }, () => Promise.resolve());
  return new Map(
    items.map((item, place) => {
      const result = ends[place % lanes].then(() => work(item));
      // A failure is the test's that waits for the result, not the next item's.
      ends[place % lanes] = result.catch(() => undefined);
      return [item, result];
    }),
  );
}
