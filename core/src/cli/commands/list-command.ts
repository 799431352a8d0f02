import { Command } from "commander";
import { contractName } from "../../contracts/contract.js";
import { ERROR_CODES } from "../../contracts/error-codes.js";
import { enginePlugins, loadEngines } from "../../plugin/load-engines.js";
import { loadCatalogue } from "../../plugin/load-plugins.js";
import { Registry } from "../../plugin/registry.js";
import { TRAINER_METRICS } from "../../trainer/trainer-metrics.js";
import type { CommandContext } from "../command-context.js";

interface Flags {
  readonly metrics?: boolean;
  readonly errors?: boolean;
  readonly json?: boolean;
}

export function listCommand({ print }: CommandContext): Command {
  return new Command("list")
    .description("List Lode's plugins and their components, or all metrics or error codes.")
    .option("--metrics", "every metric: unit, reduction, meaning")
    .option("--errors", "every error code: meaning, remedy")
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExamples:\n  lode list\n  lode list --metrics")
    .action(async (flags: Flags) => {
      const { json, text } = flags.errors ? errors() : flags.metrics ? await metrics() : await components();
      print(flags.json ? `${JSON.stringify(json)}\n` : text);
    });
}

interface Listing {
  readonly json: unknown;
  readonly text: string;
}

async function components(): Promise<Listing> {
  const entries = new Registry([...(await loadCatalogue()), ...enginePlugins(await loadEngines())]).list().map(({ plugin, definition }) => ({
    plugin,
    contract: contractName(definition.contract),
    use: definition.use,
    description: definition.description,
  }));
  const plugins = [...new Set(entries.map((entry) => entry.plugin))];
  const lines = plugins.map((plugin) =>
    [
      plugin,
      ...entries.filter((entry) => entry.plugin === plugin).map((entry) => `  ${entry.contract.padEnd(12)} ${entry.use.padEnd(16)} ${entry.description}`),
    ].join("\n"),
  );
  return { json: { components: entries }, text: `${lines.join("\n")}\n\nnext: lode check RECIPE shows a recipe's components and their options\n` };
}

async function metrics(): Promise<Listing> {
  const declared = new Registry(await loadCatalogue()).list().flatMap(({ definition }) => Object.entries(definition.metrics ?? {}));
  const all = Object.fromEntries([...Object.entries(TRAINER_METRICS), ...declared].sort(([a], [b]) => (a < b ? -1 : 1)));
  const lines = Object.entries(all).map(([name, { unit, reduction, meaning }]) => `${name} (${unit}, ${reduction})\n  ${meaning}`);
  return { json: { metrics: all }, text: `${lines.join("\n")}\n` };
}

function errors(): Listing {
  const lines = Object.entries(ERROR_CODES).map(([code, { meaning, remedy }]) => `${code}\n  ${meaning} ${remedy}`);
  return { json: { errors: ERROR_CODES }, text: `${lines.join("\n")}\n` };
}
