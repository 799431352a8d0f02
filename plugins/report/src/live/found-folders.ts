import { existsSync, readdirSync, type Dirent } from "node:fs";
import { join } from "node:path";

/** A suite has its runs in `<suite>/<recipe>/seed-<s>`. */
const DEPTH = 3;

/** Folders under another, as sorted paths relative to it with `/`; "" is the folder itself. */
export interface FoundFolders {
  readonly runs: readonly string[];
  readonly suites: readonly string[];
}

/** Runs and suites under a folder, or the folder itself. What lies inside a run, links and hidden folders are not looked at. */
export function foundFolders(root: string): FoundFolders {
  const found = { runs: [] as string[], suites: [] as string[] };
  search(root, "", DEPTH, found);
  return { runs: found.runs.sort(), suites: found.suites.sort() };
}

function search(root: string, path: string, depth: number, found: { readonly runs: string[]; readonly suites: string[] }): void {
  if (existsSync(join(root, path, "recipe.json"))) {
    found.runs.push(path);
    return;
  }
  if (existsSync(join(root, path, "suite.json"))) found.suites.push(path);
  if (depth === 0) return;
  for (const entry of entries(join(root, path))) {
    if (entry.isDirectory() && !entry.name.startsWith(".")) search(root, path === "" ? entry.name : `${path}/${entry.name}`, depth - 1, found);
  }
}

/** None of a folder that was removed in between. */
function entries(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return [];
    throw error;
  }
}
