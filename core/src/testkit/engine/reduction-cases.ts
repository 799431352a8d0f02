import type { KernelCases, KernelInput, Numbers } from "./kernel-case.js";

const FULL: KernelInput = { shape: [3, 4] };

/** Sums, means and extremes over all numbers, rows and columns, and running sums. */
export const reductionCases: KernelCases = {
  sum: { inputs: [FULL], compute: (x) => x.sum(), reference: (x) => [sum(x)] },
  "sum of columns": { inputs: [FULL], compute: (x) => x.sum(0), reference: (x) => columns(x).map(sum) },
  "sum of rows, kept": { inputs: [FULL], compute: (x) => x.sum(1, true), reference: (x) => rows(x).map(sum) },
  "sum over the middle": {
    inputs: [{ shape: [2, 3, 2] }],
    compute: (x) => x.sum(1),
    reference: (x) => [0, 1, 6, 7].map((place) => x[place] + x[place + 2] + x[place + 4]),
  },
  mean: { inputs: [FULL], compute: (x) => x.mean(), reference: (x) => [sum(x) / 12] },
  "mean of rows": { inputs: [FULL], compute: (x) => x.mean(1), reference: (x) => rows(x).map((row) => sum(row) / 4) },
  "max of rows": { inputs: [FULL], compute: (x) => x.max(1, true), reference: (x) => rows(x).map((row) => Math.max(...row)) },
  "min of columns": { inputs: [FULL], compute: (x) => x.min(0), reference: (x) => columns(x).map((column) => Math.min(...column)) },
  cumsum: { inputs: [FULL], compute: (x) => x.cumsum(1), reference: (x) => rows(x).flatMap(running) },
  "cumsum from the end, exclusive": {
    inputs: [FULL],
    compute: (x) => x.cumsum(1, true, true),
    reference: (x) => rows(x).flatMap((row) => running(row).map((before) => sum(row) - before)),
  },
  logSumExp: { inputs: [FULL], compute: (x) => x.logSumExp(1), reference: (x) => rows(x).map((row) => Math.log(sum(row.map(Math.exp)))) },
};

/** The rows of [3,4]. */
export function rows(x: Numbers): readonly Numbers[] {
  return [0, 4, 8].map((begin) => x.slice(begin, begin + 4));
}

export function sum(x: Numbers): number {
  return x.reduce((total, value) => total + value, 0);
}

function columns(x: Numbers): readonly Numbers[] {
  return [0, 1, 2, 3].map((column) => rows(x).map((row) => row[column]));
}

function running(x: Numbers): Numbers {
  return x.map((_, place) => sum(x.slice(0, place + 1)));
}
