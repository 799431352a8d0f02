import { Command } from "commander";
import { diffRecipes, type Difference } from "../../recipe/diff-recipes.js";
import type { CommandContext } from "../command-context.js";
import { recipeContents } from "../recipe-contents.js";

export function diffCommand({ print }: CommandContext): Command {
  return new Command("diff")
    .description("Show in what two recipes differ, by class: a fair comparison of algorithms differs in the algorithm alone.")
    .argument("<a>", "recipe file")
    .argument("<b>", "recipe file")
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExample:\n  lode diff recipes/arithmetic/grpo.json recipes/arithmetic/oreal.json")
    .action(async (a: string, b: string, flags: { readonly json?: boolean }) => {
      const [left, right] = await Promise.all([recipeContents(a), recipeContents(b)]);
      const differences = diffRecipes(left.comparable, right.comparable);
      print(flags.json ? `${JSON.stringify({ a, b, differences })}\n` : differencesText(differences));
    });
}

function differencesText(differences: readonly Difference[]): string {
  if (differences.length === 0) return "no difference\n";
  const classes = [...new Set(differences.map((difference) => difference.class))];
  const value = (json: unknown): string => (json === undefined ? "-" : JSON.stringify(json));
  const line = ({ pointer, a, b }: Difference): string => `  ${pointer.slice(1).replaceAll("/", ".")}: ${value(a)} → ${value(b)}`;
  return `${classes.map((name) => [name, ...differences.filter((difference) => difference.class === name).map(line)].join("\n")).join("\n")}\n`;
}
