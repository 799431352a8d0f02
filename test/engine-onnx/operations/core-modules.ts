import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { compileFunction } from "node:vm";
import ts from "typescript";

type Exports = Record<string, unknown>;

const COMPILED: ts.CompilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };

/** An ES module as CommonJS; without its source map, which is ten times its size. */
function asCommonJs(file: string): string {
  const [code] = readFileSync(file, "utf8").split("\n//# sourceMappingURL=");
  return ts.transpileModule(code, { compilerOptions: COMPILED }).outputText;
}

/**
 * Loads a module of tfjs-core by its place in the package. The package ships its tests as ES modules whose imports lack endings and which call `require`:
 * Node loads them neither way. The copy is the one that `@tensorflow/tfjs` stands on, and both share one engine, one tensor class and one set of kernels,
 * which TensorFlow.js keeps on `globalThis`; only the thin functions that call kernels come a second time.
 */
export function coreModules(): (place: string) => Exports {
  const folder = dirname(createRequire(createRequire(import.meta.url).resolve("@tensorflow/tfjs")).resolve("@tensorflow/tfjs-core"));
  const loaded = new Map<string, Exports>();
  const load = (file: string): Exports => {
    const before = loaded.get(file);
    if (before !== undefined) return before;
    const module = { exports: {} };
    // Before it runs: modules that import one another find what the other has exported so far.
    loaded.set(file, module.exports);
    const node = createRequire(file);
    const find = (name: string): unknown => {
      const found = node.resolve(name);
      return found.startsWith(folder) ? load(found) : node(name);
    };
    const run = compileFunction(asCommonJs(file), ["exports", "require", "module"], { filename: file }) as (...bindings: unknown[]) => void;
    run(module.exports, Object.assign(find, { resolve: node.resolve }), module);
    return module.exports;
  };
  return (place) => load(join(folder, place));
}
