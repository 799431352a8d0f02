import { GRID, isTypical, SEEDS, type Cell } from "./cell.js";
import { METHODS, type Count } from "./cell-coverage.js";

/** What came out of the grid. */
export interface Coverage {
  readonly command: string;
  readonly machine: string;
  readonly seconds: number;
  readonly repetitions: number;
  /** By cell of GRID and method of METHODS. */
  readonly counts: readonly (readonly Count[])[];
}

/** Coverage of each method by number of seeds, in the typical cell, and in brackets in the worst cell. */
export function coverageTable({ counts }: Coverage): readonly (readonly string[])[] {
  const cells = (method: number, chosen: (cell: Cell) => boolean): number[] =>
    GRID.flatMap((cell, place) => (chosen(cell) ? [shareOf(counts[place][method])] : []));
  const rows = METHODS.map(({ target, name, ours }, method) => [
    target,
    ours ? `**${name}**` : name,
    ...SEEDS.map((seeds) => {
      const [typical] = cells(method, (cell) => cell.seeds === seeds && isTypical(cell));
      const worst = Math.min(...cells(method, (cell) => cell.seeds === seeds));
      return `${typical.toFixed(3)} (${worst.toFixed(3)})`;
    }),
  ]);
  return [["target", "method", ...SEEDS.map((seeds) => `S = ${seeds}`)], ...rows];
}

/** Coverage of Lode's methods in every cell. */
export function cellTable({ counts }: Coverage): readonly (readonly string[])[] {
  const ours = METHODS.flatMap(({ ours: own }, place) => (own ? [place] : []));
  const heading = ["S", "P", "m", "run deviation", ...ours.map((place) => METHODS[place].target)];
  const rows = GRID.map(({ seeds, problems, samples, runDeviation }, cell) => [
    ...[seeds, problems, samples, runDeviation].map(String),
    ...ours.map((place) => shareOf(counts[cell][place]).toFixed(3)),
  ]);
  return [heading, ...rows];
}

/** What contradicts what Lode says of its intervals; empty where nothing does. Four standard errors are allowed for chance. */
export function surprises({ counts }: Coverage): readonly string[] {
  return METHODS.flatMap(({ target, name, ours }, method) =>
    GRID.flatMap((cell, place) => {
      const count = counts[place][method];
      const chance = 4 * Math.sqrt((0.05 * 0.95) / count.of);
      const text = `${target}, ${name}: ${shareOf(count).toFixed(3)} with ${Object.values(cell).join(", ")}`;
      if (ours && shareOf(count) < 0.93 - chance) return [text];
      const control = name === "percentile bootstrap over runs" && cell.seeds === 3 && isTypical(cell);
      return control && shareOf(count) > 0.85 + chance ? [`${text}: a control holds`] : [];
    }),
  );
}

/** As STATISTICS.md. */
export function coveragePage(coverage: Coverage): string {
  const { command, machine, seconds, repetitions } = coverage;
  const found = surprises(coverage);
  return [
    "# Coverage of intervals",
    "",
    `Written by \`${command}\` in ${Math.round(seconds / 60)} minutes on ${machine}.`,
    "",
    `The share of ${repetitions} simulated comparisons a cell in which an interval that promises 95 % holds the truth (standard error ` +
      `${(100 * Math.sqrt((0.05 * 0.95) / repetitions)).toFixed(2)} points; methods that resample have ${repetitions / 4} or ${repetitions / 20}). ` +
      "Scores come from a logit model with effects of problem, seed and seed × problem; 144 cells of S seeds, P problems, m answers and deviation of runs. " +
      "Shown is the cell with P = 200, m = 4 and run deviation 0.03, in brackets the worst cell. Bold: methods of Lode.",
    "",
    ...markdown(coverageTable(coverage)),
    "",
    found.length === 0 ? "No cell is under 0.93 by more than chance allows." : "Under 0.93 by more than chance allows:",
    "",
    ...found.map((text) => `- ${text}`),
    "",
    "## Every cell",
    "",
    ...markdown(cellTable(coverage)),
    "",
  ].join("\n");
}

function shareOf({ held, of }: Count): number {
  return held / of;
}

function markdown([heading, ...rows]: readonly (readonly string[])[]): readonly string[] {
  return [heading, heading.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
}
