import { resolve } from "node:path";
import { readJson } from "../recipe/read-json.js";
import { recordedFile } from "../replay/recorded-case.js";
import { replayCase, type ReplayedCase } from "../replay/replay-case.js";
import type { ReplaySettings } from "../replay/open-case.js";
import { FileRunStore } from "../run/file-run-store.js";
import { loadEngine } from "../run/load-engine.js";
import { ProcessClock } from "../run/process-clock.js";
import { randomStream } from "../trainer/random-stream.js";
import { commandRegistry } from "./command-registry.js";
import { SILENT } from "./terminal.js";

export interface FileReplay extends ReplayedCase {
  /** As it was given. */
  readonly file: string;
}

/** Evaluates every case of every file, in order, with Lode's own plugins and the named ones. Throws for a file that cannot be read before any case is evaluated. */
export async function* replayFiles(files: readonly string[], plugins: readonly string[], directory = "."): AsyncGenerator<FileReplay> {
  const recordings = files.map((file) => ({ file, ...recordedFile(readJson(resolve(directory, file)), file) }));
  const settings = await replaySettings(plugins, resolve(directory));
  // It starts at once, and float32 is within the tolerance on any engine.
  await loadEngine({ use: "cpu" });
  for (const { file, batch, cases } of recordings) for (const value of cases) yield { file, ...(await replayCase({ batch }, value, settings)) };
}

async function replaySettings(plugins: readonly string[], directory: string): Promise<ReplaySettings> {
  const registry = await commandRegistry(plugins, directory);
  const environment = { store: new FileRunStore(".", directory), clock: new ProcessClock(), terminal: SILENT, random: randomStream(1), weights: new Map() };
  return { registry, environment };
}
