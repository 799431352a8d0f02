import { readFileSync } from "node:fs";

/** A library's bundle as its makers published it, after its licence. `file` is relative to the library's entry. */
export function libraryScript(name: string, file: string): string {
  const entry = import.meta.resolve(name);
  const read = (path: string): string => readFileSync(new URL(path, entry), "utf8");
  return `/*\n${read("../LICENSE")}*/\n${read(file)}`;
}
