import { createRequire } from "node:module";

/** The version of @lode/core. */
export function coreVersion(): string {
  return (createRequire(import.meta.url)("../../package.json") as { version: string }).version;
}
