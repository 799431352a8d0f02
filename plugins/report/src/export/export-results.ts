import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "@lode/core";
import { runCsv, runJson } from "./run-export.js";
import { SUITE_TABLES, suiteCsv, suiteJson } from "./suite-export.js";

const RUN_TABLES = ["metrics"];

export interface ExportSettings {
  readonly format: "csv" | "json";
  /** Of a suite as CSV: "recipes" by default. */
  readonly table?: string;
  readonly directory?: string;
}

/**
 * The numbers of a run or of a suite as text. `location` is the folder as the user named it.
 * Throws RUN_NOT_FOUND where the folder is neither, RUN_DAMAGED where a file of it cannot be read, USAGE for a table that it has not.
 */
export function exportResults(location: string, { format, table, directory = "." }: ExportSettings): string {
  const folder = resolve(directory, location);
  const suite = existsSync(join(folder, "suite.json"));
  if (!suite && !existsSync(join(folder, "recipe.json"))) {
    throw new UserError("RUN_NOT_FOUND", `${location} is neither a run nor a suite`, {
      place: { file: location },
      remedy: "Name the folder that `lode train` or `lode compare` wrote: it has a recipe.json or a suite.json.",
    });
  }
  if (format === "json") {
    if (table !== undefined) throw new UserError("USAGE", "--table is for --format csv", { remedy: "Leave it out: JSON holds all tables." });
    return `${JSON.stringify(suite ? suiteJson(folder) : runJson(folder))}\n`;
  }
  if (suite) return suiteCsv(folder, known(table, SUITE_TABLES));
  known(table, RUN_TABLES);
  return runCsv(folder);
}

function known<Name extends string>(table: string | undefined, tables: readonly Name[]): Name {
  const found = table === undefined ? tables[0] : tables.find((name) => name === table);
  if (found === undefined) throw new UserError("USAGE", `there is no table ${table} here`, { remedy: `Choose of ${tables.join(", ")}.` });
  return found;
}
