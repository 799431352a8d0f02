import { mkdirSync, readFileSync, rmSync, writeFileSync, linkSync } from "node:fs";
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
  for (let attempt = 0; attempt < 3; attempt++) {
    if (claim(file, mine))
      return () => {
        rmSync(file, { force: true });
      };
    const holder = readHolder(file);
    if (holder && isAlive(holder)) throw locked(folder, holder);
    rmSync(file, { force: true });
  }
  throw locked(folder, readHolder(file));
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

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch {
    return null;
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

/** Start time in ticks from /proc, or null where there is none. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
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
