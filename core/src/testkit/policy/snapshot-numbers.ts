import type { Snapshot } from "../../contracts/component.js";

/** Where a number stands in a snapshot: `["tensors", name, "data", 3]`, `["json", "rows", 0, 1]`. */
export type Place = readonly (string | number)[];

/** The real numbers of a snapshot by the array or tensor that holds them: float32 tensors, and numbers of its JSON that are not whole. */
export function realNumbers(snapshot: Snapshot): ReadonlyMap<string, readonly Place[]> {
  const holders = new Map<string, Place[]>();
  visit(snapshot, [], (place) => {
    const holder = JSON.stringify(place.slice(0, -1));
    holders.set(holder, [...(holders.get(holder) ?? []), place]);
  });
  return holders;
}

/** A copy of a snapshot with a step of its own added at each of these places. */
export function moved(snapshot: Snapshot, moves: readonly (readonly [Place, step: number])[]): Snapshot {
  const copy = structuredClone(snapshot);
  for (const [place, step] of moves) {
    const holder = place.slice(0, -1).reduce<Container>((inner, key) => inner[key] as Container, copy as Container);
    holder[place[place.length - 1]] = numberAt(copy, place) + step;
  }
  return copy;
}

export function numberAt(snapshot: Snapshot, place: Place): number {
  return place.reduce<unknown>((inner, key) => (inner as Container)[key], snapshot) as number;
}

type Container = Record<string | number, unknown>;

function visit(value: unknown, place: Place, see: (place: Place) => void): void {
  if (value instanceof Float32Array) value.forEach((_, index) => see([...place, index]));
  else if (ArrayBuffer.isView(value)) return;
  else if (Array.isArray(value)) value.forEach((item, index) => visit(item, [...place, index], see));
  else if (typeof value === "object" && value !== null) for (const [key, item] of Object.entries(value)) visit(item, [...place, key], see);
  else if (typeof value === "number" && !Number.isInteger(value)) see(place);
}
