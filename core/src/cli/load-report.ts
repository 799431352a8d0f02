import type { Terminal } from "../contracts/terminal.js";
import type { runProcess } from "../run/run-process.js";
import { loadPackage } from "./load-package.js";
import type { RunKnowledge } from "./run-knowledge.js";

/** What core needs of the package that has the pages. */
export interface Report {
  readonly report: (
    location: string,
    settings: { readonly out?: string; readonly knowledge: (folder: string) => Promise<RunKnowledge> },
  ) => Promise<{ readonly file: string; readonly notes: readonly string[] }>;
  readonly exportResults: (location: string, settings: { readonly format: "csv" | "json"; readonly table?: string }) => string;
  readonly liveReport: (
    location: string,
    settings: {
      readonly port: number;
      readonly terminal: Terminal;
      readonly signal: AbortSignal;
      readonly knowledge: (folder: string) => Promise<RunKnowledge>;
      readonly processOf: typeof runProcess;
      readonly onListening?: (address: string) => Promise<void>;
    },
  ) => Promise<void>;
  readonly openInBrowser: (target: string) => Promise<void>;
}

/** Imports the pages of runs and suites by name. Throws PLUGIN_NOT_FOUND, PLUGIN_FAILED. */
export async function loadReport(): Promise<Report> {
  return loadPackage<Report>("@lode/report", "the pages");
}
