import { UserError } from "../contracts/user-error.js";

export interface PrintedError {
  readonly code: string;
  readonly what: string;
  readonly file?: string;
  readonly pointer?: string;
  readonly component?: string;
  readonly remedy: string;
}

/** Exit codes: 2 for what the user wrote, 130 for an interrupt, 1 for everything else that failed. */
const WRONG_USAGE = /^(USAGE|FILE_|JSON_|RECIPE_|PLUGIN_|COMPONENT_|CAPABILITY_|DUPLICATE_|ENGINE_|SUITE_|RUN_EXISTS|RUN_NOT_FOUND|DATA_INVALID)/;

export function exitCode(error: unknown): number {
  if (!(error instanceof UserError)) return 1;
  if (error.code === "RUN_INTERRUPTED") return 130;
  return WRONG_USAGE.test(error.code) ? 2 : 1;
}

/** An error as data; `relative` shortens paths for the reader. */
export function printedError(error: unknown, relative: (file: string) => string): PrintedError {
  if (!(error instanceof UserError)) {
    const what = error instanceof Error ? error.message : String(error);
    return { code: "INTERNAL", what, remedy: "This is a fault of Lode or of a plugin. Please report it, with what --debug prints." };
  }
  const { file, ...place } = error.place;
  return { code: error.code, what: error.message, ...(file && { file: relative(file) }), ...place, remedy: error.remedy };
}

/** The same for people: code and what happened, where, what to do. */
export function errorText(error: PrintedError): string {
  const where = [error.file, error.pointer, error.component].filter((part) => part !== undefined && part !== "").join("  ");
  return [`${error.code}: ${error.what}`, ...(where === "" ? [] : [`  at   ${where}`]), `  do   ${error.remedy}`, ""].join("\n");
}
