import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { mustRun } from "./run-command.js";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

/** Every package of Lode that is published. */
export const MANIFESTS: readonly PackageManifest[] = ["core", "recipes", ...readdirSync(join(ROOT, "plugins")).map((name) => `plugins/${name}`)]
  .filter((folder) => existsSync(join(ROOT, folder, "package.json")))
  .map((folder) => JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")) as PackageManifest);

/** Packs all of them into a folder, as they would be published. */
export async function packPackages(folder: string): Promise<void> {
  await mustRun("npm", ["pack", "--workspaces", "--ignore-scripts", "--pack-destination", folder], ROOT);
}

/** The file that `npm pack` makes of a package. */
export function tarballName({ name, version }: Pick<PackageManifest, "name" | "version">): string {
  return `${name.slice(1).replace("/", "-")}-${version}.tgz`;
}
