import { Command } from "commander";
import { compose } from "../../recipe/compose.js";
import { weightHashes } from "../../run/initial-weights.js";
import { describeComposition, type CompositionDescription } from "../../recipe/describe-composition.js";
import { collect } from "../collect-option.js";
import type { CommandContext } from "../command-context.js";
import { inspectData } from "../inspect-data.js";

interface Flags {
  readonly set: readonly string[];
  readonly json?: boolean;
}

export function checkCommand({ print }: CommandContext): Command {
  return new Command("check")
    .description("Validate a recipe and show what it is composed of, its loss, and every default.")
    .argument("<recipe>", "recipe file")
    .option("--set <key=value>", "override a value of the recipe; may be repeated", collect, [])
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      "\nExamples:\n  lode check recipes/arithmetic/grpo.json\n  lode check recipes/arithmetic/ppo.json --set objective.klCoefficient=0.05 --json",
    )
    .action(async (recipe: string, flags: Flags) => {
      const composition = await compose(recipe, { set: flags.set });
      await weightHashes(composition);
      const reports = await inspectData(composition);
      const description = describeComposition(composition);
      const data = Object.fromEntries(reports);
      print(flags.json ? `${JSON.stringify({ ...description, data })}\n` : descriptionText(description, data));
    });
}

function descriptionText(description: CompositionDescription, data: Readonly<Record<string, readonly string[]>>): string {
  const { name, components, empty, training, defaults, warnings } = description;
  const lines = [`${name}: valid`, ""];
  for (const { pointer, use, plugin, description: line, explanation } of components) {
    lines.push(`${pointer.slice(1).replaceAll("/", ".")}: ${use} (${plugin})${line === "" ? "" : ` - ${line}`}`);
    lines.push(...[...explanation, ...(data[pointer] ?? [])].map((text) => `    ${text}`));
  }
  if (empty.length > 0) lines.push(`left out: ${empty.join(", ")}`);
  lines.push(`training: ${training}`, "", "Defaults, not set by any file:");
  for (const [pointer, value] of Object.entries(defaults)) lines.push(`  ${pointer.slice(1).replaceAll("/", ".")} = ${JSON.stringify(value)}`);
  lines.push(...warnings.map((warning) => `warning: ${warning}`));
  return `${lines.join("\n")}\n`;
}
