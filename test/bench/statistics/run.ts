import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "@lode/core";
import { format, resolveConfig } from "prettier";
import { machineInWords } from "../machine.js";
import { ROOT } from "../root.js";
import { coverGrid } from "./cover-grid.js";
import { coveragePage, coverageTable, surprises, type Coverage } from "./coverage-text.js";

const REPETITIONS = { full: 3000, quick: 40 };
const USAGE = "npm run bench:statistics -- [--quick] [--write]";

async function main(words: readonly string[]): Promise<void> {
  const { quick, write } = flags(words);
  if (quick && write) throw new UserError("USAGE", "--write records a whole run: it does not go with --quick", { remedy: USAGE });
  const repetitions = quick ? REPETITIONS.quick : REPETITIONS.full;
  const started = performance.now();
  const counts = await coverGrid(repetitions, (share) => {
    tell(share, (performance.now() - started) / 1000);
  });
  const seconds = (performance.now() - started) / 1000;
  const command = ["npm run bench:statistics", ...(words.length > 0 ? ["--", ...words] : [])].join(" ");
  const coverage: Coverage = { command, machine: machineInWords(), seconds, repetitions, counts };
  process.stdout.write(textOf(coverage));
  if (write) {
    const file = join(ROOT, "test/bench/STATISTICS.md");
    writeFileSync(file, await format(coveragePage(coverage), { ...(await resolveConfig(file)), filepath: file }));
  }
}

function flags(words: readonly string[]): { readonly quick: boolean; readonly write: boolean } {
  try {
    return parseArgs({ args: [...words], options: { quick: { type: "boolean", default: false }, write: { type: "boolean", default: false } } }).values;
  } catch (error) {
    throw new UserError("USAGE", error instanceof Error ? error.message : String(error), { remedy: USAGE });
  }
}

/** On a terminal in one line that is written over; else a line for each tenth. */
let toldTenth = -1;
function tell(share: number, seconds: number): void {
  const left = (seconds / share) * (1 - share);
  const text = `${Math.floor(100 * share)} % of the simulations, about ${left < 90 ? `${Math.ceil(left)} s` : `${Math.round(left / 60)} min`} left`;
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${share < 1 ? text : ""}`);
  else if (Math.floor(10 * share) > toldTenth) process.stderr.write(`${text}\n`);
  toldTenth = Math.floor(10 * share);
}

function textOf(coverage: Coverage): string {
  const rows = coverageTable(coverage);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join("  "));
  const found = surprises(coverage);
  if (found.length > 0) process.exitCode = 1;
  return `${[...lines, "", `${coverage.repetitions} repetitions a cell, ${Math.round(coverage.seconds)} s`, ...found].join("\n")}\n`;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n  do   ${error.remedy}\n`);
  process.exitCode = 2;
}
