import "reflect-metadata";
import { loadEngine } from "../run/load-engine.js";
import { matrixProductRate } from "./matrix-product-rate.js";
import type { Probe } from "./doctor.js";

/** The process that `doctor` starts for an engine: loads it, measures it, and sends what it found. */
async function probe(use: string): Promise<Probe> {
  try {
    const { options, report } = await loadEngine({ use });
    return { options, report, gigaflops: await matrixProductRate() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { failure: message.replace(`${use}: `, "").split("\n")[0] };
  }
}

process.send?.(await probe(process.argv[2]));
process.disconnect();
