/** Correct answers of four, rows are seeds, columns problems. */
export const REFERENCE_COUNTS = {
  A: [
    [4, 3, 0, 1, 2, 4],
    [4, 2, 1, 1, 3, 4],
    [3, 4, 0, 0, 2, 4],
  ],
  B: [
    [4, 4, 1, 2, 3, 4],
    [4, 3, 2, 2, 2, 4],
    [4, 4, 2, 1, 3, 4],
  ],
  C: [
    [4, 3, 1, 1, 2, 4],
    [3, 2, 0, 2, 4, 4],
    [4, 4, 1, 1, 3, 4],
    [2, 3, 0, 0, 1, 4],
  ],
} as const;

/** Each count as a share of so many answers, [S, P]. */
export function shares(counts: readonly (readonly number[])[], samples = 4): number[][] {
  return counts.map((row) => row.map((count) => count / samples));
}

/** The same number of answers everywhere, [S, P]. */
export function sampleCounts(counts: readonly (readonly number[])[], samples = 4): number[][] {
  return counts.map((row) => row.map(() => samples));
}

/** One row an answer. */
export function scoresCsv(recipes: Readonly<Record<string, readonly (readonly number[])[]>>, samples = 4): string {
  const lines = ["recipe,seed,problem,sample,correct"];
  for (const [recipe, rows] of Object.entries(recipes)) {
    rows.forEach((row, seed) => {
      row.forEach((count, problem) => {
        for (let sample = 0; sample < samples; sample++) lines.push(`${recipe},${seed + 1},p${problem},${sample},${sample < count ? 1 : 0}`);
      });
    });
  }
  return `${lines.join("\n")}\n`;
}
