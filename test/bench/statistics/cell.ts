/** One setting of the simulation. */
export interface Cell {
  /** S. */
  readonly seeds: number;
  /** P. */
  readonly problems: number;
  /** Answers m. */
  readonly samples: number;
  /** Deviation over seeds of a recipe's true score, nearly. */
  readonly runDeviation: number;
}

export const SEEDS = [3, 5, 8, 10];

/** All 144 settings. */
export const GRID: readonly Cell[] = SEEDS.flatMap((seeds) =>
  [50, 200, 500].flatMap((problems) =>
    [1, 4, 16].flatMap((samples) => [0, 0.01, 0.03, 0.08].map((runDeviation) => ({ seeds, problems, samples, runDeviation }))),
  ),
);

/** The setting that tables show first. */
export function isTypical({ problems, samples, runDeviation }: Cell): boolean {
  return problems === 200 && samples === 4 && runDeviation === 0.03;
}

/** Work of a repetition: what a score costs, and its answers. */
export function costOf({ seeds, problems, samples }: Cell): number {
  return seeds * problems * (20 + samples);
}
