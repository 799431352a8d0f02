import { join } from "node:path";
import { assertMachine, type Machine } from "./assert-machine.js";
import { compileBinding } from "./compile-binding.js";
import { fetchLibrary } from "./fetch-library.js";
import { installPackage } from "./install-package.js";
import type { PackagePlace } from "./package-place.js";
import type { ProgramCall, RunProgram } from "./run-program.js";
import { setupFailure } from "./setup-failure.js";
import type { Variant } from "./variant.js";

export interface SetupContext {
  readonly machine: Machine;
  readonly place: PackagePlace;
  readonly run: RunProgram;
  readonly print: (text: string) => void;
  /** Checks in a process of its own that the engine computes: a native library that does not fit this machine ends its process. */
  readonly check: ProgramCall;
}

/**
 * Sets an engine up, step by step: the npm package, the native library, the binding between them, and a check that it computes. What is there already is
 * left alone. Throws ENGINE_UNAVAILABLE with a remedy.
 */
export async function setup(variant: Variant, context: SetupContext): Promise<void> {
  const { machine, place, run, print, check } = context;
  const before = await run(check);
  if (before.status === 0) {
    print(`already set up: ${before.stdout}${next(variant)}`);
    return;
  }
  await assertMachine(variant, machine, run);
  print(plan(variant, place));
  const library = join(place.folder, "library");
  print(`1/4  ${variant.packageName} ${variant.packageVersion}\n`);
  await installPackage(variant, place, run);
  print(`2/4  native library, ${variant.download} MB\n`);
  await fetchLibrary(variant, library, run);
  print("3/4  binding\n");
  await compileBinding(place.folder, library, run);
  print("4/4  check\n");
  const { status, stdout, stderr } = await run(check);
  if (status !== 0) throw unusable(variant, place, status, stderr);
  print(`${stdout}${next(variant)}`);
}

function plan({ engine, packageName, packageVersion, download, kept }: Variant, { folder }: PackagePlace): string {
  return [
    `Sets up the engine ${engine}:`,
    `  fetches   ${packageName} ${packageVersion} with npm, native TensorFlow with pip (${download} MB)`,
    "  compiles  the binding between the two with g++",
    `  keeps     ${kept} MB in ${folder}`,
    "",
    "",
  ].join("\n");
}

function next({ engine }: Variant): string {
  return `next: lode train RECIPE --set engine=${engine}; \`npm ci\` removes the engine, this setup brings it back\n`;
}

function unusable({ engine }: Variant, { folder }: PackagePlace, status: number | string | null, stderr: string): Error {
  const told = stderr.split("\n").find((line) => line.startsWith("ENGINE_UNAVAILABLE: "));
  const reason = told?.replace("ENGINE_UNAVAILABLE: ", "") ?? `its process ended with ${status}`;
  return setupFailure(`${engine} is set up and does not compute: ${reason}`, remedy(engine, folder, status));
}

function remedy(engine: string, folder: string, status: number | string | null): string {
  if (status === "SIGILL") return "The library needs a processor with AVX: use another engine.";
  if (engine === "tensorflow-gpu") return "`TF_CPP_MIN_LOG_LEVEL=0 npx lode-setup-tensorflow --gpu --check` shows what TensorFlow looks for and does not find.";
  return `Remove ${folder} and run the setup again.`;
}
