import type { Metrics } from "@lode/core";

/** pass@1 of every evaluation set among the metrics, by the set's name. */
export function pass1BySet(metrics: Readonly<Partial<Metrics>>): ReadonlyMap<string, number> {
  const sets = new Map<string, number>();
  for (const [name, value] of Object.entries(metrics)) {
    const set = /^evaluation\/(.+)\/pass1$/s.exec(name)?.[1];
    if (set !== undefined && value !== undefined) sets.set(set, value);
  }
  return sets;
}
