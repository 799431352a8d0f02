import type { Exclusion } from "./exclusion.js";

function matcher(pattern: string): (name: string) => boolean {
  const text = pattern
    .split("*")
    .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"))
    .join(".*");
  const expression = new RegExp(`^${text}$`, "s");
  return (name) => expression.test(name);
}

/** What is wrong: differences that no exclusion covers, and exclusions of specs that conform or do not exist. */
export function complaints(names: ReadonlySet<string>, differences: ReadonlyMap<string, string>, exclusions: readonly Exclusion[]): string[] {
  const excluded = new Set<string>();
  const stale: string[] = [];
  for (const pattern of exclusions.flatMap(({ tests }) => tests)) {
    const matched = [...names].filter(matcher(pattern));
    if (matched.length === 0) stale.push(`excluded, but there is no such spec: ${pattern}`);
    for (const name of matched) {
      excluded.add(name);
      if (!differences.has(name)) stale.push(`excluded (${pattern}), but it conforms: ${name}`);
    }
  }
  const uncovered = [...differences].filter(([name]) => !excluded.has(name)).map(([name, difference]) => `${name}: ${difference}`);
  return [...uncovered, ...stale];
}
