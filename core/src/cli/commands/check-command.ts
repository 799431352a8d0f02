import { Command } from "commander";
import { compose } from "../../recipe/compose.js";
import { weightHashes } from "../../run/initial-weights.js";
import { describeComposition, type CompositionDescription } from "../../recipe/describe-composition.js";
import { collect } from "../collect-option.js";
import type { CommandContext } from "../command-context.js";

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
      const description = describeComposition(composition);
      print(flags.json ? `${JSON.stringify(description)}\n` : descriptionText(description));
    });
}

function descriptionText({ name, components, empty, defaults, warnings }: CompositionDescription): string {
  const lines = [`${name}: valid`, ""];
  for (const { pointer, use, plugin, description, explanation } of components) {
    lines.push(`${pointer.slice(1).replaceAll("/", ".")}: ${use} (${plugin})${description === "" ? "" : ` - ${description}`}`);
    lines.push(...explanation.map((line) => `    ${line}`));
  }
  if (empty.length > 0) lines.push(`left out: ${empty.join(", ")}`);
  lines.push("", "Defaults, not set by any file:");
  for (const [pointer, value] of Object.entries(defaults)) lines.push(`  ${pointer.slice(1).replaceAll("/", ".")} = ${JSON.stringify(value)}`);
  lines.push(...warnings.map((warning) => `warning: ${warning}`));
  return `${lines.join("\n")}\n`;
}
