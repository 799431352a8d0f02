import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import { UserError } from "../../contracts/user-error.js";
import type { CommandContext } from "../command-context.js";
import { loadStatistics } from "../load-statistics.js";

interface Flags {
  readonly paired?: boolean;
  readonly problems: "fixed" | "population";
  readonly difference?: number;
  readonly passAt?: number;
  readonly json?: boolean;
}

export function statsCommand({ print }: CommandContext): Command {
  return new Command("stats")
    .description("Say which recipe is better, from the judged answers of several seeds, with intervals that hold with few seeds.")
    .argument("<scores>", "CSV file with the columns recipe, seed, problem, sample, correct (0 or 1)")
    .option("--paired", "equal seed numbers share cold start and data order")
    .addOption(
      new Option("--problems <target>", "whether claims are about these problems or about all that are drawn like them")
        .choices(["fixed", "population"])
        .default("fixed"),
    )
    .option("--difference <d>", "the smallest difference of pass@1 that matters, as a fraction: adds how many seeds it takes", parseDifference)
    .option("--pass-at <k>", "judge the chance that one of k answers is correct, in place of pass@1", parseCount)
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExamples:\n  lode stats scores.csv\n  lode stats scores.csv --paired --problems population --difference 0.05 --json")
    .action(async (file: string, { paired = false, problems, difference, passAt, json }: Flags) => {
      const { stats } = await loadStatistics();
      const found = stats(readText(file), file, { paired, problems, difference, passAt });
      print(json ? `${JSON.stringify(found.json)}\n` : found.text);
    });
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new UserError("FILE_UNREADABLE", `cannot read ${file}`, { place: { file }, remedy: "Check the path.", cause });
  }
}

function parseCount(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1) throw new InvalidArgumentError("Give a whole number from 1.");
  return value;
}

function parseDifference(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value > 0 && value <= 1)) throw new InvalidArgumentError("Give a fraction above 0 and up to 1.");
  return value;
}
