import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "@lode/core";
import type { RunKnowledge } from "./data/run-knowledge.js";
import { runPage } from "./html/run-page.js";
import { suitePage } from "./html/suite-page.js";
import { readRun } from "./read/read-run.js";
import { readSuite } from "./read/read-suite.js";

export interface ReportSettings {
  /** Where to write; `report.html` in the folder by default. */
  readonly out?: string;
  readonly directory?: string;
  /** Asks the plugins of the run in a folder. */
  readonly knowledge: (folder: string) => Promise<RunKnowledge>;
}

export interface WrittenReport {
  /** As the user would name it. */
  readonly file: string;
  /** What the page cannot show, and why. */
  readonly notes: readonly string[];
}

/** Writes the page of a run or of a suite. Throws RUN_NOT_FOUND where the folder is neither, RUN_DAMAGED where a file of it cannot be read. */
export async function report(location: string, { out, directory = ".", knowledge }: ReportSettings): Promise<WrittenReport> {
  const folder = resolve(directory, location);
  const { page, notes } = await pageOf(folder, location, knowledge);
  const file = out ?? join(location, "report.html");
  try {
    writeFileSync(resolve(directory, file), page);
  } catch (cause) {
    throw new UserError("FILE_UNREADABLE", `cannot write ${file}`, { place: { file }, remedy: "Name another file with --out.", cause });
  }
  return { file, notes };
}

async function pageOf(
  folder: string,
  location: string,
  knowledge: ReportSettings["knowledge"],
): Promise<{ readonly page: string; readonly notes: readonly string[] }> {
  if (existsSync(join(folder, "recipe.json"))) {
    const data = readRun(folder, location, await knowledge(folder));
    return { page: runPage(data), notes: data.notes };
  }
  if (existsSync(join(folder, "suite.json"))) return { page: suitePage(readSuite(folder, location)), notes: [] };
  throw new UserError("RUN_NOT_FOUND", `${location} is neither a run nor a suite`, {
    place: { file: location },
    remedy: "Name the folder that `lode train` or `lode compare` wrote: it has a recipe.json or a suite.json.",
  });
}
