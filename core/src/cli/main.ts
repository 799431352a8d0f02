import { isAbsolute, relative } from "node:path";
import { Command, CommanderError } from "commander";
import { coreVersion } from "../plugin/core-version.js";
import { UserError } from "../contracts/user-error.js";
import type { CommandContext } from "./command-context.js";
import { checkCommand } from "./commands/check-command.js";
import { createCommand } from "./commands/create-command.js";
import { diffCommand } from "./commands/diff-command.js";
import { evalCommand } from "./commands/eval-command.js";
import { listCommand } from "./commands/list-command.js";
import { replayCommand } from "./commands/replay-command.js";
import { sampleCommand } from "./commands/sample-command.js";
import { theoryCommand } from "./commands/theory-command.js";
import { trainCommand } from "./commands/train-command.js";
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

const COMMANDS = [trainCommand, evalCommand, sampleCommand, checkCommand, diffCommand, listCommand, replayCommand, theoryCommand, createCommand];

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
    await program({
      print: (text) => process.stdout.write(text),
      terminal: (json) => streamTerminal(json ? process.stderr : process.stdout, process.env),
      signal: interrupt.signal,
    }).parseAsync([...words], { from: "user" });
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

function program(context: CommandContext): Command {
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
  for (const make of COMMANDS) {
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
