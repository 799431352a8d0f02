import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** One of the two engines, as it is set up. */
export interface Variant {
  readonly engine: "tensorflow" | "tensorflow-gpu";
  readonly packageName: string;
  /** The release that the plugin is made for. */
  readonly packageVersion: string;
  /** A file that lists the Python wheels with the native library, as pip reads it: versions and hashes. */
  readonly wheels: string;
  /** Megabytes of the wheels. */
  readonly download: number;
  /** Megabytes of what is kept of them. */
  readonly kept: number;
}

const { optionalDependencies } = createRequire(import.meta.url)("../../package.json") as { optionalDependencies: Readonly<Record<string, string>> };

export function variant(gpu: boolean): Variant {
  const engine = gpu ? "tensorflow-gpu" : "tensorflow";
  const packageName = gpu ? "@tensorflow/tfjs-node-gpu" : "@tensorflow/tfjs-node";
  const wheels = fileURLToPath(new URL(`../../wheels/${engine}.txt`, import.meta.url));
  const sizes = gpu ? { download: 2090, kept: 3620 } : { download: 207, kept: 614 };
  return { engine, packageName, packageVersion: optionalDependencies[packageName], wheels, ...sizes };
}
