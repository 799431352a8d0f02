import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { AddressInfo } from "node:net";
import { UserError, type Terminal } from "@lode/core";
import type { RunKnowledge } from "../data/run-knowledge.js";
import type { RunProcess } from "../data/run-process.js";

export interface LiveReportSettings {
  /** 0 takes any that is free. */
  readonly port: number;
  readonly terminal: Terminal;
  /** Ends the server. */
  readonly signal: AbortSignal;
  readonly directory?: string;
  /** Asks the plugins of the run in a folder. */
  readonly knowledge: (folder: string) => Promise<RunKnowledge>;
  /** Looks for the process that trains in a folder. */
  readonly processOf: (folder: string) => RunProcess;
  /** Told the address once the server answers. */
  readonly onListening?: (address: string) => Promise<void>;
}

/**
 * Shows the runs under a folder while they train, until `signal` is aborted: a list, and a page of each run that changes as its files grow. Only this
 * machine can connect. Throws RUN_NOT_FOUND where there is no such folder, USAGE where the port is taken.
 */
export async function liveReport(location: string, settings: LiveReportSettings): Promise<void> {
  const { port, terminal, signal, directory = ".", knowledge, processOf, onListening } = settings;
  const folder = resolve(directory, location);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UserError("RUN_NOT_FOUND", `there is no folder ${location}`, {
      place: { file: location },
      remedy: "Name the folder of a run or of a suite, or one that has such folders.",
    });
  }
  const { liveServer } = await import("./live-server.js");
  const server = liveServer({ folder, location, knowledge, processOf, signal });
  await server.listen({ host: "127.0.0.1", port }).catch((cause: unknown) => {
    throw taken(port, cause);
  });
  const address = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}/`;
  terminal.write(`${location}: ${address}\nCtrl-C ends it.\n`);
  try {
    await onListening?.(address);
    await aborted(signal);
  } finally {
    await server.close();
  }
}

function taken(port: number, cause: unknown): unknown {
  if ((cause as { code?: string }).code !== "EADDRINUSE") return cause;
  return new UserError("USAGE", `port ${port} is taken`, { remedy: "Name another with --port; 0 takes any that is free.", cause });
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((settle) => signal.addEventListener("abort", settle, { once: true }));
}
