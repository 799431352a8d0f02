/** What arrives from elsewhere, one after another, until it is closed or fails. One reader. */
export class Arrivals<Item> implements AsyncIterable<Item> {
  private readonly items: Item[] = [];
  private end: { readonly error?: unknown } | undefined;
  private wake: () => void = () => undefined;

  add(item: Item): void {
    this.items.push(item);
    this.wake();
  }

  close(): void {
    this.end = {};
    this.wake();
  }

  fail(error: unknown): void {
    this.end = { error };
    this.wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    for (;;) {
      while (this.items.length > 0) yield this.items.shift() as Item;
      if (this.end !== undefined) break;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    if ("error" in this.end) throw this.end.error;
  }
}
