import { Command } from "commander";
import { UserError } from "../../contracts/user-error.js";
import { collect } from "../collect-option.js";
import type { CommandContext } from "../command-context.js";
import { compute } from "../compute.js";
import { isRunFolder } from "../is-run-folder.js";
import { parseInteger } from "../parse-integer.js";
import type { FileReplay } from "../replay-files.js";
import { ReportedFailure } from "../reported-failure.js";
import { gradientsText } from "../gradients-text.js";

interface Flags {
  readonly plugin: readonly string[];
  readonly step?: number;
  readonly against?: string;
  readonly json?: boolean;
}

export function replayCommand(context: CommandContext): Command {
  return new Command("replay")
    .description("Evaluate recorded batches under any component, or a run's recorded rollouts under another recipe's objective.")
    .argument("<files...>", "files of recorded cases, or one run folder with --step and --against")
    .option("--plugin <name>", "components of this plugin too (package or path); may be repeated", collect, [])
    .option("--step <n>", "the step of the run whose rollouts are compared", parseInteger)
    .option("--against <recipe>", "the recipe whose gradient is compared with the run's own")
    .option("--json", "print JSON Lines, one a case; of a run one JSON object")
    .addHelpText(
      "after",
      `
Examples:
  lode replay test/fixtures/golden/batch-1.json
  lode replay recorded.json --plugin ./my-plugin.js --json
  lode replay runs/arithmetic-grpo --step 21 --against recipes/arithmetic/oreal.json`,
    )
    .action((files: readonly string[], flags: Flags) =>
      flags.step === undefined && flags.against === undefined ? cases(files, flags, context) : run(files, flags, context),
    );
}

async function cases(files: readonly string[], flags: Flags, { print }: CommandContext): Promise<void> {
  const folder = files.find((file) => isRunFolder(file, "."));
  if (folder !== undefined) {
    throw new UserError("USAGE", `${folder} is a run`, { remedy: `Write \`lode replay ${folder} --step N --against RECIPE\`.` });
  }
  const { replayFiles } = await import("../replay-files.js");
  const counts = { agree: 0, differ: 0, computed: 0 };
  for await (const replayed of replayFiles(files, flags.plugin)) {
    counts[replayed.ok === null ? "computed" : replayed.ok ? "agree" : "differ"] += 1;
    print(flags.json ? caseLine(replayed) : caseText(replayed));
  }
  const { agree, differ, computed } = counts;
  if (!flags.json) print(`\n${agree + differ + computed} cases: ${agree} agree, ${differ} do not${computed > 0 ? `, ${computed} expect nothing` : ""}\n`);
  if (differ > 0) throw new ReportedFailure(`${differ} cases do not agree`);
}

function caseLine({ file, kind, name, ok, maxError, computed, error }: FileReplay): string {
  return `${JSON.stringify({ file, kind, name, ok, maxError, computed, error })}\n`;
}

/** maxError is in units of the tolerance. */
function caseText({ file, kind, name, ok, maxError, error, worst }: FileReplay): string {
  const verdict = ok === null ? "computed" : ok ? "agrees" : "DIFFERS";
  const line = `${verdict.padEnd(9)} ${file}  ${kind ?? "?"}  ${name ?? "?"}${maxError === null ? "" : `  ${maxError.toPrecision(2)} of the tolerance`}\n`;
  if (error !== undefined) return `${line}          ${error}\n`;
  return ok === false && worst ? `${line}          ${worst.place}: ${String(worst.computed)}, expected ${worst.expected}\n` : line;
}

async function run(folders: readonly string[], { step, against, plugin, json = false }: Flags, { print, terminal, signal }: CommandContext): Promise<void> {
  const [folder, ...more] = folders;
  if (step === undefined || against === undefined || more.length > 0 || plugin.length > 0) {
    throw new UserError("USAGE", "one run is compared with one recipe at one step, and the recipe names its plugins itself", {
      remedy: "Write `lode replay RUN --step N --against RECIPE`.",
    });
  }
  const comparison = await compute("replayRun", { location: folder, step, against }, { terminal: terminal(json), signal });
  print(json ? `${JSON.stringify(comparison)}\n` : gradientsText(comparison));
  if (comparison.all === null) throw new ReportedFailure("the gradients cannot be compared");
}
