import { readFileSync } from "node:fs";
import { complaints } from "./complaints.js";
import type { Exclusion } from "./exclusion.js";
import { nonconforming } from "./nonconforming.js";
import { runSuite } from "./run-suite.js";

const EXCLUSIONS = new URL("../../../engine-onnx/operations/exclusions.json", import.meta.url);

interface Conformance {
  /** Specs that pass with the baseline's numbers. */
  readonly passing: number;
  /** Names of specs that do not. */
  readonly differing: number;
  readonly complaints: readonly string[];
}

/** Holds a backend to tfjs-core's own tests and to the numbers that tfjs's own engine computes in them, less the excluded ones. */
export async function conformance(backend: string): Promise<Conformance> {
  const exclusions = JSON.parse(readFileSync(EXCLUSIONS, "utf8")) as Exclusion[];
  const [baseline, found] = await Promise.all([runSuite("cpu"), runSuite(backend)]);
  const differences = nonconforming(found, baseline);
  const names = new Set([...baseline, ...found].map(({ name }) => name));
  return {
    passing: found.filter(({ name, status }) => status === "passed" && !differences.has(name)).length,
    differing: differences.size,
    complaints: complaints(names, differences, exclusions),
  };
}
