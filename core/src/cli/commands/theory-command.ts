import { Command } from "commander";
import { findRecipe } from "../../recipe/read-recipe.js";
import { collect } from "../collect-option.js";
import type { CommandContext } from "../command-context.js";
import { parseInteger } from "../parse-integer.js";
import { compute } from "../compute.js";
import { theoryText } from "../theory-text.js";

interface Flags {
  readonly set: readonly string[];
  readonly problem?: number;
  readonly json?: boolean;
}

/** Its policy is a table, so that everything can be listed. */
const EXAMPLE = "@lode/recipes/theory/one-of-each.json";

export function theoryCommand({ print, terminal, signal }: CommandContext): Command {
  return new Command("theory")
    .description("Print the curves of OREAL's first two claims for a recipe whose completions can be listed.")
    .argument("[run|recipe]", "recipe file or run folder", EXAMPLE)
    .option("--set <key=value>", "override a value of the recipe; may be repeated", collect, [])
    .option("--problem <n>", "place of the problem in the dataset (default: of the first 32 that with the pass rate nearest to 0.5)", parseInteger)
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      `
Examples:
  lode theory
  lode theory recipes/theory/unreshaped.json --set sampler.groupSize=8 --json`,
    )
    .action(async (target: string, flags: Flags) => {
      const { set, problem, json = false } = flags;
      const recipe = target === EXAMPLE ? findRecipe(target, ".") : target;
      const found = await compute("theory", { target: recipe, set, problem }, { terminal: terminal(json), signal });
      print(json ? `${JSON.stringify(found)}\n` : theoryText(found));
    });
}
