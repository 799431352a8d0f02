/** The comparisons of tfjs-core's tests: the first argument is what the backend computed. */
const COMPARISONS = ["expectArraysClose", "expectArraysEqual", "expectNumbersClose"];

type Comparison = (found: unknown, ...others: unknown[]) => unknown;

function numbersIn(found: unknown): number[] {
  if (typeof found === "number") return [found];
  if (Array.isArray(found) || ArrayBuffer.isView(found)) return Array.from(found as ArrayLike<unknown>).flatMap(numbersIn);
  return [];
}

/** Keeps what tests compare: tfjs-core accepts differences of 1e-3 and takes an infinity for a NaN, so another backend's numbers are the harder measure. */
export function recordNumbers(testUtil: Record<string, unknown>): { start(): void; take(): number[][] } {
  let recorded: number[][] = [];
  for (const name of COMPARISONS) {
    const compare = testUtil[name] as Comparison;
    testUtil[name] = (found: unknown, ...others: unknown[]) => {
      recorded.push(numbersIn(found));
      return compare(found, ...others);
    };
  }
  return {
    start: () => void (recorded = []),
    take: () => recorded,
  };
}
