/** The place between `low` and `high` where `below` turns from true to false, to the last bit. `below(low)` is taken to be true, `below(high)` false. */
export function bisect(below: (x: number) => boolean, low: number, high: number): number {
  let [from, to] = [low, high];
  for (;;) {
    const middle = (from + to) / 2;
    if (middle <= from || middle >= to) return middle;
    if (below(middle)) from = middle;
    else to = middle;
  }
}
