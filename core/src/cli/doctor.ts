import { fork } from "node:child_process";
import { cpus, freemem, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import type { EngineReport } from "../contracts/engine.js";
import { ENGINE_CATALOGUE } from "../plugin/engine-catalogue.js";
import { physicalCores } from "../plugin/physical-cores.js";
import type { JsonObject } from "../recipe/json.js";

/** What the process of an engine found out. */
export type Probe = { readonly options: JsonObject; readonly report: EngineReport | null; readonly gigaflops: number } | { readonly failure: string };

export interface EngineDiagnosis {
  readonly name: string;
  /** Why it does not load; null where it does. */
  readonly failure: string | null;
  readonly library: string | null;
  /** Null where the library chooses, or the engine does not tell. */
  readonly threads: number | null;
  readonly gigaflops: number | null;
  /** Its options and their defaults here. */
  readonly options: JsonObject;
  /** How to come by it. */
  readonly install: string;
}

export interface Diagnosis {
  readonly node: string;
  readonly platform: string;
  readonly processor: string;
  /** That this process may compute on. */
  readonly cores: number;
  readonly memory: { readonly total: number; readonly free: number };
  /** In the order in which "auto" tries them. */
  readonly engines: readonly EngineDiagnosis[];
  /** The engine that "auto" takes. */
  readonly auto: string | null;
}

const PROBE = fileURLToPath(new URL("./probe-engine.js", import.meta.url));
const TIMEOUT_MS = 60_000;
const GIBIBYTE = 2 ** 30;

/** Looks which engines load on this machine and how fast they are, each in a process of its own, since a process has one engine. */
export async function doctor(signal: AbortSignal): Promise<Diagnosis> {
  const engines: EngineDiagnosis[] = [];
  for (const { name, install } of ENGINE_CATALOGUE) engines.push({ name, install, ...found(await probe(name, signal)) });
  return {
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    processor: cpus()[0]?.model.trim() ?? "unknown",
    cores: physicalCores(),
    memory: { total: totalmem() / GIBIBYTE, free: freemem() / GIBIBYTE },
    engines,
    auto: engines.find(({ failure }) => failure === null)?.name ?? null,
  };
}

function found(probed: Probe): Omit<EngineDiagnosis, "name" | "install"> {
  if ("failure" in probed) return { failure: probed.failure, library: null, threads: null, gigaflops: null, options: {} };
  const { options, report, gigaflops } = probed;
  return { failure: null, library: report?.library ?? null, threads: report?.threads ?? null, gigaflops, options };
}

/** Rejects with the signal's reason. A process that dies, as of a native library that does not fit, is an engine that does not load. */
async function probe(name: string, signal: AbortSignal): Promise<Probe> {
  signal.throwIfAborted();
  const child = fork(PROBE, [name], { stdio: ["ignore", "ignore", "pipe", "ipc"], signal, timeout: TIMEOUT_MS });
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const probed = await new Promise<Probe>((resolve) => {
    child.once("message", (message) => {
      resolve(message as Probe);
    });
    child.once("error", ({ message }) => {
      resolve({ failure: message });
    });
    child.once("close", (code, by) => {
      resolve({ failure: `its process ended with ${by ?? `code ${code}`}: ${errors.trim().split("\n").at(-1)}` });
    });
  });
  signal.throwIfAborted();
  return probed;
}
