import { createRequire } from "node:module";

interface CoreManifest {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<"@tensorflow/tfjs", string>>;
}

const core = createRequire(import.meta.url)("../../package.json") as CoreManifest;

/** Versions that created packages ask for: all of Lode has one, and those of other packages are those that Lode itself is tested with. */
export const PACKAGE_VERSIONS = {
  lode: core.version,
  tensorflow: core.peerDependencies["@tensorflow/tfjs"],
  typescript: "6.0.3",
  nodeTypes: "20.19.43",
} as const;
