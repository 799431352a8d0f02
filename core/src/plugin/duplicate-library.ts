import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Libraries that keep state for the whole process: the tokens' injector, and the tensors' engine. */
const SINGLE = ["@lode/core", "@tensorflow/tfjs"];
/** A library of core's own. Another copy that lies about is nobody's fault, unless the plugin asks for it: then it uses it in the place of core's. */
const OF_CORE = "tsyringe";

export interface DuplicateLibrary {
  readonly library: string;
  /** Folders. */
  readonly theirs: string;
  readonly ours: string;
}

/** The library of which the module at an address would load another copy than Lode. */
export function duplicateLibrary(address: string): DuplicateLibrary | undefined {
  for (const library of dependsOn(address, OF_CORE) ? [...SINGLE, OF_CORE] : SINGLE) {
    const theirs = folderOf(library, address);
    const ours = folderOf(library, import.meta.url);
    if (theirs !== undefined && ours !== undefined && theirs !== ours) return { library, theirs, ours };
  }
  return undefined;
}

/** Whether the package that a module belongs to asks for a library. */
function dependsOn(address: string, library: string): boolean {
  for (let folder = dirname(fileURLToPath(address)); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (!existsSync(manifest)) continue;
    const { dependencies = {}, peerDependencies = {} } = JSON.parse(readFileSync(manifest, "utf8")) as Record<string, Record<string, string> | undefined>;
    return library in dependencies || library in peerDependencies;
  }
  return false;
}

function folderOf(library: string, from: string): string | undefined {
  try {
    return dirname(createRequire(from).resolve(`${library}/package.json`));
  } catch {
    // A plugin that imports nothing of it brings no second copy.
    return undefined;
  }
}
