import { createRequire } from "node:module";
import { dirname } from "node:path";

/** Libraries that keep state for the whole process: the tokens' injector, and the tensors' engine. */
const SINGLE = ["@lode/core", "@tensorflow/tfjs"];

export interface DuplicateLibrary {
  readonly library: string;
  /** Folders. */
  readonly theirs: string;
  readonly ours: string;
}

/** The library of which the module at an address would load another copy than Lode. */
export function duplicateLibrary(address: string): DuplicateLibrary | undefined {
  for (const library of SINGLE) {
    const theirs = folderOf(library, address);
    const ours = folderOf(library, import.meta.url);
    if (theirs !== undefined && ours !== undefined && theirs !== ours) return { library, theirs, ours };
  }
  return undefined;
}

function folderOf(library: string, from: string): string | undefined {
  try {
    return dirname(createRequire(from).resolve(`${library}/package.json`));
  } catch {
    // A plugin that imports nothing of it brings no second copy.
    return undefined;
  }
}
