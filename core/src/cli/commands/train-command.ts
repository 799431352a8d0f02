import { Command } from "commander";
import { UserError } from "../../contracts/user-error.js";
import type { CommandContext } from "../command-context.js";
import { collect } from "../collect-option.js";
import { compute, type ComputeContext } from "../compute.js";
import type { TrainEvent, TrainResult } from "../train.js";

interface Flags {
  readonly set: readonly string[];
  readonly out?: string;
  readonly force?: boolean;
  readonly resume?: string;
  readonly json?: boolean;
}

export function trainCommand({ print, terminal, signal }: CommandContext): Command {
  return new Command("train")
    .description("Train a recipe, or continue a run.")
    .argument("[recipe]", "recipe file")
    .option("--set <key=value>", "override a value of the recipe (JSON, else a string); may be repeated", collect, [])
    .option("--out <folder>", "the run folder (default: runs/<name of the recipe>)")
    .option("--force", "replace the run that is in the folder")
    .option("--resume <folder>", "continue the run in this folder from its last checkpoint")
    .option("--json", "print the summary as one JSON object; progress goes to standard error")
    .addHelpText(
      "after",
      `
Examples:
  lode train recipes/arithmetic/oreal.json
  lode train recipes/arithmetic/grpo.json --set training.steps=20 --set seed=2 --out runs/grpo-2
  lode train --resume runs/grpo-2`,
    )
    .action(async (recipe: string | undefined, flags: Flags) => {
      const show = terminal(flags.json ?? false);
      const onEvent = (event: TrainEvent): void => {
        if (event.type === "warning") show.write(`warning: ${event.message}\n`);
        if (event.type === "engine") show.write(`${event.run}, engine: ${event.message}\n`);
        if (event.type === "data") show.write(`${event.run}, ${event.pointer.slice(1).replaceAll("/", ".")}: ${event.message}\n`);
        if (event.type === "start") show.write(startText(event));
      };
      const result = await run(recipe, flags, { terminal: show, signal, onEvent });
      print(flags.json ? `${JSON.stringify(result)}\n` : summaryText(result));
    });
}

function run(recipe: string | undefined, flags: Flags, context: ComputeContext): Promise<TrainResult> {
  if (flags.resume !== undefined) {
    if (recipe !== undefined || flags.set.length > 0 || flags.out !== undefined || flags.force) {
      throw new UserError("USAGE", "--resume goes on with the run as it is: it takes no recipe, --set, --out or --force", {
        remedy: "Give only --resume FOLDER.",
      });
    }
    return compute("resume", { location: flags.resume }, context);
  }
  if (recipe === undefined)
    throw new UserError("USAGE", "no recipe was named", { remedy: "Write `lode train RECIPE`, for example recipes/arithmetic/oreal.json." });
  const { set, out, force } = flags;
  return compute("train", { recipe, set, out, force }, context);
}

function startText({ run, location, steps, resumedFrom }: Extract<TrainEvent, { type: "start" }>): string {
  const from = resumedFrom > 0 ? `, from step ${resumedFrom}` : "";
  return `${run}: ${steps} steps${from}, in ${location}\n`;
}

function summaryText(result: TrainResult): string {
  const { initial, final, steps, rollouts, tokens, seconds, location } = result;
  const total = Object.values(seconds).reduce((sum, value) => sum + value, 0);
  const lines = [`${steps} steps, ${rollouts} rollouts, ${tokens} tokens in ${total.toFixed(0)} s`];
  if (initial && final) {
    const share = ({ pass1, standardError }: typeof final): string => `${pass1.toFixed(3)} (± ${standardError.toFixed(3)})`;
    lines.push(`pass@1 on ${final.problems} held-out problems × ${final.samples}: ${share(initial)} before, ${share(final)} after`);
  }
  lines.push(`run folder: ${location}`, `next: lode eval ${location}   lode sample ${location} "7+3-(2+6)"`);
  return `\n${lines.join("\n")}\n`;
}
