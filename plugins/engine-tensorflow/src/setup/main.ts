import { UserError, type Engine } from "@lode/core";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import engines from "../index.js";
import { thisMachine } from "./assert-machine.js";
import { checkEngine } from "./check-engine.js";
import { measureProduct } from "./measure-product.js";
import { packagePlace } from "./package-place.js";
import { runProgram } from "./run-program.js";
import { setup } from "./setup.js";
import { variant, type Variant } from "./variant.js";

const PROGRAM = fileURLToPath(new URL("../../bin/setup-tensorflow.js", import.meta.url));
const HELP = `usage: lode-setup-tensorflow [--gpu] [--check]

Sets up the engine tensorflow, or with --gpu tensorflow-gpu: fetches the native library, compiles the binding, checks that it computes.
  --gpu    for an NVIDIA GPU, with CUDA
  --check  only checks that the engine computes here
`;

/** Runs one command line and returns its exit code: 0 done, 1 failed, 2 wrong usage. */
export async function main(words: readonly string[]): Promise<number> {
  try {
    const { gpu, check, help } = flagsOf(words);
    if (help) process.stdout.write(HELP);
    else if (check) process.stdout.write(await checked(variant(gpu)));
    else await setUp(variant(gpu));
    return 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { component } = error.place;
    process.stderr.write(`${error.code}: ${error.message}\n${component === undefined ? "" : `  at   ${component}\n`}  do   ${error.remedy}\n`);
    return error.code === "USAGE" ? 2 : 1;
  }
}

function flagsOf(words: readonly string[]): { gpu: boolean; check: boolean; help: boolean } {
  const flag = { type: "boolean", default: false } as const;
  try {
    return parseArgs({ args: [...words], options: { gpu: flag, check: flag, help: { ...flag, short: "h" } } }).values;
  } catch (error) {
    throw new UserError("USAGE", (error as Error).message, { remedy: "lode-setup-tensorflow --help", cause: error });
  }
}

async function checked({ engine }: Variant): Promise<string> {
  await checkEngine(engines.find(({ name }) => name === engine) as Engine);
  const gigaflops = await measureProduct(1024);
  return `${engine} computes: a product and a gradient are right; ${Math.round(gigaflops)} GFLOPS (Node.js ${process.versions.node})\n`;
}

async function setUp(wanted: Variant): Promise<void> {
  const words = [PROGRAM, "--check", ...(wanted.engine === "tensorflow-gpu" ? ["--gpu"] : [])];
  await setup(wanted, {
    machine: thisMachine(),
    place: packagePlace(wanted.packageName),
    run: runProgram,
    print: (text) => process.stdout.write(text),
    check: { program: process.execPath, words, directory: "." },
  });
}
