/**
 * The first place where two observations differ, "" for the whole; undefined where they are equal. Numbers are equal up to `tolerance`, relative to the
 * larger one: what differs by rounding alone shows no effect.
 */
export function difference(a: unknown, b: unknown, tolerance: number, place = ""): string | undefined {
  if (!isObject(a) || !isObject(b)) return isSame(a, b, tolerance) ? undefined : place;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length || keys.some((key) => !(key in b))) return place;
  for (const key of keys) {
    const found = difference(a[key], b[key], tolerance, `${place}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isSame(a: unknown, b: unknown, tolerance: number): boolean {
  if (typeof a !== "number" || typeof b !== "number") return a === b;
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
}
