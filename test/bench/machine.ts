import { cpus, release, totalmem, type } from "node:os";

/** The machine that figures come from, in words that hold on any day. */
export function machineInWords(): string {
  const processors = cpus();
  const model = processors[0]?.model.trim().replace(/\s+/g, " ") ?? "unknown processor";
  return `${model}, ${processors.length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`;
}
