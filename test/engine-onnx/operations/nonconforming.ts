import type { SpecResult } from "./spec-result.js";

/** Of float32 numbers, which keep 7 digits: absolute near 0, else relative. */
const TOLERANCE = 1e-5;

function isClose(found: number, expected: number): boolean {
  return Object.is(found, expected) || found === expected || Math.abs(found - expected) <= TOLERANCE * (1 + Math.abs(expected));
}

function differenceOfNumbers(found: SpecResult["numbers"], expected: SpecResult["numbers"]): string | undefined {
  if (found.length !== expected.length) return `${found.length} comparisons instead of ${expected.length}`;
  for (const [comparison, numbers] of expected.entries()) {
    const others = found[comparison];
    if (others.length !== numbers.length) return `${others.length} numbers instead of ${numbers.length}`;
    const place = numbers.findIndex((number, index) => !isClose(others[index], number));
    if (place !== -1) return `${others[place]} at ${place} instead of ${numbers[place]}`;
  }
  return undefined;
}

function difference(found: SpecResult | undefined, expected: SpecResult): string | undefined {
  if (found === undefined) return "does not run";
  if (found.status !== "passed") return found.messages[0] ?? found.status;
  return differenceOfNumbers(found.numbers, expected.numbers);
}

function byName(results: readonly SpecResult[]): Map<string, SpecResult[]> {
  const grouped = new Map<string, SpecResult[]>();
  for (const result of results) grouped.set(result.name, [...(grouped.get(result.name) ?? []), result]);
  return grouped;
}

/**
 * The specs that pass on the baseline and do not pass on the backend with the same numbers, each with its first difference. Specs of one name are taken in
 * order. A spec that fails on the backend alone, such as one that the baseline skips, counts too.
 */
export function nonconforming(found: readonly SpecResult[], baseline: readonly SpecResult[]): Map<string, string> {
  const [ours, theirs] = [byName(found), byName(baseline)];
  const differences = new Map<string, string>();
  const note = (name: string, told: string | undefined): void => {
    if (told !== undefined && !differences.has(name)) differences.set(name, told);
  };
  for (const [name, results] of theirs) {
    for (const [place, expected] of results.entries()) {
      if (expected.status === "failed") note(name, `fails on the baseline: ${expected.messages[0]}`);
      if (expected.status === "passed") note(name, difference(ours.get(name)?.[place], expected));
    }
  }
  for (const { name, status, messages } of found) if (status === "failed") note(name, messages[0]);
  return differences;
}
