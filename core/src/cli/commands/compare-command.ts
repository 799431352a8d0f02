import { Command, InvalidArgumentError } from "commander";
import { UserError } from "../../contracts/user-error.js";
import type { CommandContext } from "../command-context.js";
import { loadPackage } from "../load-package.js";
import { parseInteger } from "../parse-integer.js";
import { ReportedFailure } from "../reported-failure.js";
import { suiteHost, type SuiteHost } from "../suite-host.js";

/** What core needs of the package that runs suites. */
interface Suites {
  readonly compareSuite: (
    file: string,
    settings: {
      readonly out?: string;
      readonly concurrency?: number;
      readonly shard?: Shard;
      readonly collect?: readonly string[];
      readonly moreSeeds?: number;
    },
    host: SuiteHost,
  ) => Promise<{ readonly json: object; readonly text: string; readonly failed: boolean }>;
}

interface Shard {
  /** From 1. */
  readonly index: number;
  readonly of: number;
}

interface Flags {
  readonly out?: string;
  readonly concurrency?: number;
  readonly shard?: Shard;
  readonly collect?: readonly string[];
  readonly moreSeeds?: number;
  readonly json?: boolean;
}

export function compareCommand({ print, terminal, signal }: CommandContext): Command {
  return new Command("compare")
    .description("Train every recipe of a suite with every seed, and say which is better. The same command goes on where it stopped.")
    .argument("<suite>", "suite file")
    .option("--out <folder>", "the suite's folder (default: runs/<name of the suite>, of a part with -<I>-of-<N> behind it)")
    .option("--concurrency <n>", "runs at one time, each in a process of its own (default: as many as physical cores)", parseCount)
    .option("--shard <i/n>", "run part I of N alone, into a folder of its own", parseShard)
    .option("--collect <folder...>", "put parts together, without training")
    .option("--more-seeds <n>", "go on to the next number of seeds of the suite's looks", parseCount)
    .option("--json", "print result.json; progress goes to standard error")
    .addHelpText(
      "after",
      `
Examples:
  lode compare recipes/arithmetic/compare.json
  lode compare recipes/arithmetic/compare.json --shard 2/4
  lode compare recipes/arithmetic/compare.json --collect runs/arithmetic-baselines-*-of-4`,
    )
    .action(async (file: string, { json = false, ...settings }: Flags) => {
      if (settings.shard && settings.collect) {
        throw new UserError("USAGE", "--shard runs a part and --collect puts parts together", { remedy: "Give one of the two." });
      }
      const { compareSuite } = await loadPackage<Suites>("@lode/compare", "suites");
      const result = await compareSuite(file, settings, suiteHost(terminal(json), signal));
      print(json ? `${JSON.stringify(result.json)}\n` : result.text);
      if (result.failed) throw new ReportedFailure();
    });
}

function parseCount(text: string): number {
  const count = parseInteger(text);
  if (count < 1) throw new InvalidArgumentError("Give a number from 1.");
  return count;
}

function parseShard(text: string): Shard {
  const [index, of] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).slice(1).map(Number);
  if (index === undefined || !(index >= 1 && index <= of)) throw new InvalidArgumentError("Write I/N with I from 1 to N, such as 2/4.");
  return { index, of };
}
