import type { Diagnosis, EngineDiagnosis } from "./doctor.js";

/** A diagnosis for people. */
export function doctorText({ node, platform, processor, cores, memory, engines, auto }: Diagnosis): string {
  const missing = engines.filter(({ failure }) => failure !== null);
  const lines = [
    `Node.js ${node}, ${platform}, ${cores} cores (${processor}), ${memory.total.toFixed(1)} GiB of memory, ${memory.free.toFixed(1)} free`,
    ...["", "engine          GFLOPS  threads"],
    ...engines.map((engine) => engineLine(engine, engine.name === auto)),
    ...(missing.length === 0 ? [] : ["", "for more:"]),
    ...missing.map(({ name, install }) => `  ${name}: ${install}`),
    ...[
      "",
      auto === null
        ? "No engine loads: install again."
        : `next: lode train RECIPE takes ${auto}; --set engine=NAME takes another one, and lode check RECIPE --set engine=NAME shows its options`,
    ],
  ];
  return `${lines.join("\n")}\n`;
}

function engineLine({ name, failure, library, threads, gigaflops }: EngineDiagnosis, isTaken: boolean): string {
  if (failure !== null) return `${name.padEnd(14)}       -        -  ${failure}`;
  return `${name.padEnd(14)}${(gigaflops ?? 0).toFixed(1).padStart(8)}${String(threads ?? "?").padStart(9)}  ${library ?? ""}${isTaken ? "  <- auto" : ""}`.trimEnd();
}
