import { UserError } from "../contracts/user-error.js";
import type { Composition } from "../recipe/compose.js";
import { valueAt } from "../recipe/value-at.js";
import { fileHashes } from "./run-record.js";

/** Throws DATA_INVALID where a file that a run reads has other contents than when the run began; `before` are the hashes that its record keeps. */
export function assertSameFiles(composition: Composition, before: Readonly<Record<string, string>>): void {
  const now = fileHashes(composition);
  const changed = Object.keys(before).find((pointer) => now[pointer] !== before[pointer]);
  if (changed === undefined) return;
  const file = valueAt(composition.resolved, changed) as string;
  throw new UserError("DATA_INVALID", `${file} has other contents than when the run began`, {
    place: { file, pointer: changed },
    remedy: "Put the former file there, or begin a new run.",
  });
}
