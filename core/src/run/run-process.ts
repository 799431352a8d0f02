import { join } from "node:path";
import { isAlive, LOCK_FILE, readHolder } from "./lock-holder.js";

/** Whether a process uses a run folder: "killed" where it is gone and has left its lock, "none" where there is no lock. */
export function runProcess(folder: string): "running" | "killed" | "none" {
  const holder = readHolder(join(folder, LOCK_FILE));
  if (holder === undefined) return "none";
  return holder !== null && isAlive(holder) ? "running" : "killed";
}
