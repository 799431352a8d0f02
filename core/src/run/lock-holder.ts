import { readFileSync } from "node:fs";
import { hostname } from "node:os";

export const LOCK_FILE = "lock.json";

/** The process that uses a run folder. */
export interface LockHolder {
  readonly process: number;
  readonly host: string;
  /** Tells a process from a later one of the same number, where the system can say. */
  readonly started: string | null;
}

export function thisProcess(): LockHolder {
  return { process: process.pid, host: hostname(), started: startOf(process.pid) };
}

/** Undefined where there is no lock, null where it cannot be read. */
export function readHolder(file: string): LockHolder | null | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as LockHolder;
  } catch (error) {
    return (error as { code?: string }).code === "ENOENT" ? undefined : null;
  }
}

/** A process of another machine counts as alive: nothing can be known of it. */
export function isAlive(holder: LockHolder): boolean {
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
