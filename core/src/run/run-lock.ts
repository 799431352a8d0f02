import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { UserError } from "../contracts/user-error.js";

interface Holder {
  readonly process: number;
  readonly host: string;
  /** Tells a process from a later one of the same number, where the system can say. */
  readonly started: string | null;
}

/**
 * Makes this process the only one that uses the run folder; returns the function that releases it. A lock whose process is gone is taken
 * over. Throws RUN_LOCKED naming the holder.
 */
export function lockRun(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "lock.json");
  const mine: Holder = { process: process.pid, host: hostname(), started: startOf(process.pid) };
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
function removeDead(file: string, mine: Holder): void {
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
function claim(file: string, holder: Holder): boolean {
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

/** Undefined where there is no lock, null where it cannot be read. */
function readHolder(file: string): Holder | null | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch (error) {
    return (error as { code?: string }).code === "ENOENT" ? undefined : null;
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.process, 0);
  } catch (error) {
    if ((error as { code?: string }).code === "ESRCH") return false;
  }
  return holder.started === startOf(holder.process);
}

/** Start time in ticks from /proc; null where there is none, and of a process that has ended but whose parent has not noticed yet (Z). */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

function locked(folder: string, holder: Holder | null): UserError {
  const who = holder ? `process ${holder.process} on ${holder.host}` : "another process";
  return new UserError("RUN_LOCKED", `${who} uses this run folder`, {
    place: { file: folder },
    remedy: `Wait until it ends, or stop it; if that host is gone for good, remove ${join(folder, "lock.json")}.`,
  });
}
