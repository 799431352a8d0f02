import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const IMPORT = /^import \{ ([^}]+) \} from "(\.[^"]+)";$/gm;
const EXPORT = /^export (?=(?:async )?(?:function|const|class) (\w+))/gm;

/**
 * Modules that the compiler wrote, as one script without imports: a page that is opened as a file cannot load modules. Each module is a function of its own,
 * after those that it imports, so that names do not meet. Throws an Error for a form of import or export that it does not know, and for a cycle.
 */
export function linkedModules(folder: string, entry: string): string {
  const linked = new Map<string, string>();
  link(join(folder, entry), linked, []);
  return `"use strict";\n(() => {\n${[...linked.values()].join("\n")}\n})();\n`;
}

/** Appends a module's function after those of its imports. */
function link(file: string, linked: Map<string, string>, importing: readonly string[]): void {
  if (importing.includes(file)) throw new Error(`${[...importing, file].join(" imports ")}: a cycle`);
  const source = readFileSync(file, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "");
  for (const [, , path] of source.matchAll(IMPORT)) {
    const imported = join(dirname(file), path);
    if (!linked.has(imported)) link(imported, linked, [...importing, file]);
  }
  const names = [...source.matchAll(EXPORT)].map(([, name]) => name);
  const places = new Map([...linked.keys()].map((path, place) => [path, place]));
  const body = source
    .replaceAll(IMPORT, (_, list: string, path: string) => `const { ${list.replaceAll(" as ", ": ")} } = module${places.get(join(dirname(file), path))};`)
    .replaceAll(EXPORT, "");
  const strange = /^(?:import|export)\b.*$/m.exec(body.replace(/^export \{\};$/m, ""));
  if (strange) throw new Error(`${file}: not understood: ${strange[0]}`);
  linked.set(file, `const module${linked.size} = (() => {\n${body.replace(/^export \{\};$/m, "")}\nreturn { ${names.join(", ")} };\n})();`);
}
