import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Files of problems for suites whose subjects are listed before any hook runs; removed when the process ends. */
export function problemFiles<Name extends string>(contents: Readonly<Record<Name, string>>): Readonly<Record<Name, string>> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "lode-problems-")));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const entries = Object.entries<string>(contents).map(([name, content]) => {
    writeFileSync(join(folder, name), content);
    return [name, join(folder, name)];
  });
  return Object.fromEntries(entries) as Record<Name, string>;
}
