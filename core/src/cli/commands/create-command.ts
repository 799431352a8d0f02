import { relative } from "node:path";
import { Argument, Command, Option } from "commander";
import { UserError } from "../../contracts/user-error.js";
import type { CreatedPackage } from "../../create/created-package.js";
import { createPlugin } from "../../create/create-plugin.js";
import { createProject } from "../../create/create-project.js";
import { PLUGIN_KINDS, type PluginKindName } from "../../create/plugin-kinds.js";
import type { CommandContext } from "../command-context.js";

interface Flags {
  readonly kind?: PluginKindName;
  readonly out?: string;
  readonly json?: boolean;
}

type What = keyof typeof NEXT_STEPS;

const NEXT_STEPS = {
  plugin: ["npm install", "npm test        # the conformance suite of its kind", "npm run train   # two steps of recipe.json"],
  project: ["npm install", "npx lode check recipe.json", "npx lode train recipe.json"],
} as const;

export function createCommand({ print }: CommandContext): Command {
  return new Command("create")
    .description("Write the package of a plugin, or a project of recipes and plugins of your own.")
    .addArgument(new Argument("<what>", "what to create").choices(Object.keys(NEXT_STEPS)))
    .argument("<name>", "name of the package, with or without a scope")
    .addOption(new Option("--kind <kind>", "what the plugin gives").choices(Object.keys(PLUGIN_KINDS)))
    .option("--out <folder>", "the folder to write; by default the name without its scope")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      "\nExamples:\n  lode create project my-experiments\n  lode create plugin brief-reward --kind reward\n  lode create plugin @acme/lode-cap --kind objective --out cap",
    )
    .action(async (what: What, name: string, flags: Flags) => {
      const created = what === "plugin" ? await createPlugin(name, kindOf(flags), flags) : createProject(name, projectFlags(flags));
      print(flags.json ? `${JSON.stringify(created)}\n` : createdText(what, created));
    });
}

function kindOf({ kind }: Flags): PluginKindName {
  if (kind !== undefined) return kind;
  throw new UserError("USAGE", "a plugin needs a kind", { remedy: `Add --kind, one of ${Object.keys(PLUGIN_KINDS).join(", ")}.` });
}

function projectFlags(flags: Flags): Flags {
  if (flags.kind === undefined) return flags;
  throw new UserError("USAGE", "a project has no kind", { remedy: "Leave --kind out, or create a plugin." });
}

function createdText(what: What, { name, folder, files }: CreatedPackage): string {
  const place = relative(process.cwd(), folder) || ".";
  const lines = [`${name} is in ${place}:`, ...files.map((file) => `  ${file}`), "", "next:", `  cd ${place}`, ...NEXT_STEPS[what].map((step) => `  ${step}`)];
  return `${lines.join("\n")}\n`;
}
