import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";

type Target = string | null | { readonly [condition: string]: Target };

const CONDITIONS = ["import", "node", "default"];

/** The file that `import` takes of the package in a folder, by its `exports`; undefined where there is no package or it has none. */
export function packageEntry(folder: string): string | undefined {
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) return undefined;
  const { exports } = JSON.parse(readFileSync(manifest, "utf8")) as { exports?: Target };
  const entry = target(typeof exports === "object" && exports !== null && "." in exports ? exports["."] : exports);
  const file = entry === undefined ? undefined : join(folder, entry);
  return file !== undefined && existsSync(file) ? realpathSync(file) : undefined;
}

function target(exports: Target | undefined): string | undefined {
  if (typeof exports === "string") return exports;
  for (const [condition, inner] of Object.entries(exports ?? {})) {
    const found = CONDITIONS.includes(condition) ? target(inner) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
