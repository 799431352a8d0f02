import { isAbsolute, relative } from "node:path";
import { Command, CommanderError } from "commander";
import { coreVersion } from "../plugin/core-version.js";
import { UserError } from "../contracts/user-error.js";
import type { CommandContext } from "./command-context.js";
import { errorText, exitCode, printedError } from "./print-error.js";
import { ReportedFailure } from "./reported-failure.js";
import { streamTerminal } from "./terminal.js";

/** Commander's own complaints, in the form of all errors. */
const USAGE_ERROR = {
  outputError: (text: string, write: (text: string) => void): void => {
    write(text.replace(/^error: /, "USAGE: "));
  },
};

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

type MakeCommand = (context: CommandContext) => Command;

/** Only the command that is given is imported: those that compute do it in a thread, which imports what they need. */
const COMMANDS: Readonly<Record<string, () => Promise<MakeCommand>>> = {
  train: async () => (await import("./commands/train-command.js")).trainCommand,
  eval: async () => (await import("./commands/eval-command.js")).evalCommand,
  sample: async () => (await import("./commands/sample-command.js")).sampleCommand,
  check: async () => (await import("./commands/check-command.js")).checkCommand,
  diff: async () => (await import("./commands/diff-command.js")).diffCommand,
  list: async () => (await import("./commands/list-command.js")).listCommand,
  replay: async () => (await import("./commands/replay-command.js")).replayCommand,
  stats: async () => (await import("./commands/stats-command.js")).statsCommand,
  export: async () => (await import("./commands/export-command.js")).exportCommand,
  report: async () => (await import("./commands/report-command.js")).reportCommand,
  compare: async () => (await import("./commands/compare-command.js")).compareCommand,
  verify: async () => (await import("./commands/verify-command.js")).verifyCommand,
  theory: async () => (await import("./commands/theory-command.js")).theoryCommand,
  create: async () => (await import("./commands/create-command.js")).createCommand,
  doctor: async () => (await import("./commands/doctor-command.js")).doctorCommand,
};

/** Runs one command line and returns its exit code: 0 done, 1 failed, 2 wrong usage or recipe, 130 interrupted. */
export async function main(words: readonly string[]): Promise<number> {
  const interrupt = new AbortController();
  const release = (): void => {
    for (const signal of SIGNALS) process.off(signal, stop);
  };
  const stop = (): void => {
    // The next signal does what it does to any process: it ends it.
    release();
    process.stderr.write("\nstopping at the next safe point; press Ctrl-C again to stop at once\n");
    interrupt.abort(new UserError("RUN_INTERRUPTED", "stopped", { remedy: "Run the same command again." }));
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  const debug = words.includes("--debug");
  try {
    const lode = await program(words[0], {
      print: (text) => process.stdout.write(text),
      terminal: (json) => streamTerminal(json ? process.stderr : process.stdout, process.env),
      signal: interrupt.signal,
    });
    await lode.parseAsync([...words], { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof ReportedFailure) return 1;
    process.stderr.write(errorText(printedError(error, shorten)));
    if (debug) process.stderr.write(`${stackOf(error)}\n`);
    return exitCode(error);
  } finally {
    release();
  }
}

/** With the named command alone, or with all of them where none is named. */
async function program(name: string | undefined, context: CommandContext): Promise<Command> {
  const lode = new Command("lode")
    .description("Reinforcement learning of language models from outcome rewards.")
    .version(coreVersion())
    .exitOverride()
    .configureOutput(USAGE_ERROR)
    .showHelpAfterError("  do   lode --help")
    .addHelpText(
      "after",
      "\nExamples:\n  lode train recipes/arithmetic/oreal.json\n  lode check recipes/arithmetic/grpo.json\n  lode diff recipes/arithmetic/grpo.json recipes/arithmetic/oreal.json",
    );
  const loaders = name !== undefined && Object.hasOwn(COMMANDS, name) ? [COMMANDS[name]] : Object.values(COMMANDS);
  for (const make of await Promise.all(loaders.map((load) => load()))) {
    const command = make(context).option("--debug", "print where an error comes from").exitOverride();
    lode.addCommand(command.configureOutput(USAGE_ERROR).showHelpAfterError(`  do   lode ${command.name()} --help`));
  }
  return lode;
}

function shorten(file: string): string {
  const path = relative(process.cwd(), file);
  return isAbsolute(file) && !path.startsWith("..") ? path : file;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? String(error.stack) : `${String(error.stack)}\ncaused by ${stackOf(error.cause)}`;
}
