import { parseArgs } from "node:util";
import { UserError } from "@lode/core";
import { PARTS, type Part } from "./measurement.js";

export interface BenchArguments {
  readonly engine: string;
  /** All when empty. */
  readonly only: readonly Part[];
  readonly quick: boolean;
  readonly json: boolean;
  readonly write: boolean;
}

const USAGE = `npm run bench -- [--only ${PARTS.join("|")}]… [--quick] [--json] [--write] [--engine NAME]`;

/** Throws a UserError for words that it does not know. */
export function benchArguments(words: readonly string[]): BenchArguments {
  const { only, ...flags } = parsed(words);
  const unknown = only.find((name) => !(PARTS as readonly string[]).includes(name));
  if (unknown !== undefined) throw usage(`there is no part "${unknown}"`);
  if (flags.write && (flags.quick || only.length > 0)) throw usage("--write records a whole run: it goes neither with --quick nor with --only");
  return { ...flags, only: only as readonly Part[] };
}

function parsed(words: readonly string[]): Omit<BenchArguments, "only"> & { readonly only: readonly string[] } {
  try {
    return parseArgs({
      args: [...words],
      options: {
        engine: { type: "string", default: "onnx" },
        only: { type: "string", multiple: true, default: [] },
        quick: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        write: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

function usage(what: string): UserError {
  return new UserError("USAGE", what, { remedy: USAGE });
}
