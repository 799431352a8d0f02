import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

const CPUINFO = "/proc/cpuinfo";

/** Cores that this process may compute on. Two threads of one core share its multipliers: where the system tells them apart (Linux), a core counts once. */
export function physicalCores(available: number = availableParallelism(), cpuinfo: string = readCpuinfo()): number {
  const cores = new Set<string>();
  for (const processor of cpuinfo.split(/\n\s*\n/)) {
    const [socket, core] = ["physical id", "core id"].map((key) => new RegExp(`^${key}\\s*: (\\d+)$`, "m").exec(processor)?.[1]);
    if (core !== undefined) cores.add(`${socket ?? 0} ${core}`);
  }
  return cores.size === 0 ? available : Math.min(available, cores.size);
}

function readCpuinfo(): string {
  try {
    return readFileSync(CPUINFO, "utf8");
  } catch {
    // Only Linux has this file.
    return "";
  }
}
