import type { Operation } from "./operation.js";
import type { Value } from "./value.js";

/** Operations in three stages, each in the order of recording. */
export interface Parts {
  /** What several parts read. */
  readonly first: readonly Operation[];
  /** Each can be computed without the others. */
  readonly parts: readonly (readonly Operation[])[];
  /** What reads several parts, and all else. */
  readonly rest: readonly Operation[];
}

/** The part of an operation; "ground" where no recorded function comes before it, "rest" where several do. */
type Place = number | "ground" | "rest";

/**
 * Cuts waiting operations into parts that do not need one another: one for each recorded function that reads no other one (the forward pass of a
 * micro-batch, say) with all that follows from it alone. Fewer than two are one part with everything.
 */
export function independentParts(waiting: readonly Operation[]): Parts {
  const places = downwards(waiting);
  const count = places.reduce<number>((most, place) => (typeof place === "number" ? Math.max(most, place + 1) : most), 0);
  if (count < 2) return { first: [], parts: [waiting], rest: [] };
  const readers = groundReaders(waiting, places);
  const stages: { first: Operation[]; parts: Operation[][]; rest: Operation[] } = { first: [], parts: Array.from({ length: count }, () => []), rest: [] };
  waiting.forEach((operation, index) => {
    const place = places[index];
    const parts = place === "ground" ? [...(readers.get(operation) ?? [])] : [place];
    if (parts.length > 1) stages.first.push(operation);
    else if (typeof parts[0] === "number") stages.parts[parts[0]].push(operation);
    else stages.rest.push(operation);
  });
  return stages;
}

function downwards(waiting: readonly Operation[]): readonly Place[] {
  const written = new Map<Value, Place>();
  let count = 0;
  return waiting.map(({ kind, inputs, outputs }) => {
    const before = new Set(inputs.map((input) => written.get(input) ?? "ground"));
    before.delete("ground");
    const [only = "ground"] = before;
    let place: Place = before.size > 1 ? "rest" : only;
    if (place === "ground" && kind.isFunction) place = count++;
    for (const output of outputs) written.set(output, place);
    return place;
  });
}

/** The parts, and "rest", that read what a ground operation computes, directly or through others. */
function groundReaders(waiting: readonly Operation[], places: readonly Place[]): ReadonlyMap<Operation, ReadonlySet<Place>> {
  const readers = new Map<Value, Set<Place>>();
  const found = new Map<Operation, ReadonlySet<Place>>();
  for (let index = waiting.length - 1; index >= 0; index--) {
    const { inputs, outputs } = waiting[index];
    const place = places[index];
    const own = place === "ground" ? new Set(outputs.flatMap((output) => [...(readers.get(output) ?? [])])) : new Set([place]);
    if (place === "ground") found.set(waiting[index], own);
    for (const input of inputs) {
      const known = readers.get(input);
      if (known === undefined) readers.set(input, new Set(own));
      else for (const part of own) known.add(part);
    }
  }
  return found;
}
