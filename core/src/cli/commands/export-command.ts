import { writeFileSync } from "node:fs";
import { Command, Option } from "commander";
import { UserError } from "../../contracts/user-error.js";
import type { CommandContext } from "../command-context.js";
import { loadReport } from "../load-report.js";

interface Flags {
  readonly format: "csv" | "json";
  readonly table?: string;
  readonly out?: string;
}

export function exportCommand({ print }: CommandContext): Command {
  return new Command("export")
    .description("Print the numbers of a run or of a suite, for a spreadsheet or a script.")
    .argument("<folder>", "run folder, or folder of a suite")
    .addOption(new Option("--format <format>", "a table, or one object with all there is").choices(["csv", "json"]).default("csv"))
    .option("--table <name>", "which table of a suite, as CSV: recipes (default), pairs, curves, scores, metrics")
    .option("--out <file>", "write a file instead")
    .addHelpText(
      "after",
      "\nExamples:\n  lode export runs/start --out start.csv\n  lode export runs/arithmetic-baselines --table pairs\n  lode export runs/start --format json",
    )
    .action(async (folder: string, { format, table, out }: Flags) => {
      const { exportResults } = await loadReport();
      const text = exportResults(folder, { format, table });
      if (out === undefined) {
        print(text);
        return;
      }
      writeText(out, text);
      print(`${out}\n`);
    });
}

function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (cause) {
    throw new UserError("FILE_UNREADABLE", `cannot write ${file}`, { place: { file }, remedy: "Name another file with --out.", cause });
  }
}
