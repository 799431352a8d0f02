/** All that an asynchronous iterable gives, or the first so many. */
export async function gathered<Item>(items: AsyncIterable<Item>, most = Infinity): Promise<Item[]> {
  const all: Item[] = [];
  if (most === 0) return all;
  for await (const item of items) {
    all.push(item);
    if (all.length >= most) break;
  }
  return all;
}
