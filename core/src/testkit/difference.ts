/**
 * Where two plain values (objects, arrays, typed arrays, primitives) first differ, in words; undefined where they are equal to the last bit.
 * A property that is undefined counts as absent.
 */
export function difference(found: unknown, expected: unknown, place = "value"): string | undefined {
  if (Object.is(found, expected)) return undefined;
  if (!isComposite(found) || !isComposite(expected) || kindOf(found) !== kindOf(expected)) return `${place} is ${shown(found)}, expected ${shown(expected)}`;
  return innerDifference(found, expected, place);
}

function innerDifference(found: Composite, expected: Composite, place: string): string | undefined {
  const isList = hasLength(found);
  if (isList && found.length !== expected.length) return `${place} has ${found.length} entries, expected ${Number(expected.length)}`;
  for (const key of new Set([...Object.keys(found), ...Object.keys(expected)])) {
    const inner = difference(found[key], expected[key], isList ? `${place}[${key}]` : `${place}.${key}`);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

type Composite = Readonly<Record<string, unknown>>;

function isComposite(value: unknown): value is Composite {
  return typeof value === "object" && value !== null;
}

function hasLength(value: Composite): value is Composite & { readonly length: number } {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

function kindOf(value: Composite): string {
  return Object.prototype.toString.call(value);
}

function shown(value: unknown): string {
  const text = isComposite(value) || typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
