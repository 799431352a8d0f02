import { linkSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../contracts/user-error.js";
import { isAlive, LOCK_FILE, readHolder, thisProcess, type LockHolder } from "./lock-holder.js";

/**
 * Makes this process the only one that uses the run folder; returns the function that releases it. A lock whose process is gone is taken
 * over. Throws RUN_LOCKED naming the holder.
 */
export function lockRun(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, LOCK_FILE);
  const mine = thisProcess();
  for (let attempt = 0; attempt < 10; attempt++) {
    if (claim(file, mine))
      return () => {
        rmSync(file, { force: true });
      };
    const holder = readHolder(file);
    if (holder && isAlive(holder)) throw locked(folder, holder);
    removeDead(file, mine);
  }
  throw locked(folder, readHolder(file) ?? null);
}

/** Removes the lock of a process that is gone. One process at a time does so: else it could remove the new lock of one that was quicker. */
function removeDead(file: string, mine: LockHolder): void {
  const turn = `${file}.turn`;
  if (!claim(turn, mine)) {
    const other = readHolder(turn);
    if (!other || !isAlive(other)) rmSync(turn, { force: true });
    return;
  }
  const holder = readHolder(file);
  if (holder !== undefined && !(holder && isAlive(holder))) rmSync(file, { force: true });
  rmSync(turn, { force: true });
}

/** A hard link to a finished file appears whole or not at all, and fails where one exists. */
function claim(file: string, holder: LockHolder): boolean {
  const aside = `${file}.${holder.process}`;
  writeFileSync(aside, JSON.stringify(holder));
  try {
    linkSync(aside, file);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function locked(folder: string, holder: LockHolder | null): UserError {
  const who = holder ? `process ${holder.process} on ${holder.host}` : "another process";
  return new UserError("RUN_LOCKED", `${who} uses this run folder`, {
    place: { file: folder },
    remedy: `Wait until it ends, or stop it; if that host is gone for good, remove ${join(folder, LOCK_FILE)}.`,
  });
}
