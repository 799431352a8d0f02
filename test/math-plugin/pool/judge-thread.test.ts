import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { REPOSITORY } from "../../recipes/tiny.js";

const THREAD = join(REPOSITORY, "plugins/math/dist/pool/judge-thread.js");

/** What a compiled module imports; imports of types are gone by then. */
function imported(file: string): readonly string[] {
  return Array.from(readFileSync(file, "utf8").matchAll(/^(?:import|export)\b(?:[^"';]*\bfrom)?\s*["']([^"']+)["'];$/gm), ([, name]) => name);
}

/** Modules outside the package that a module loads, directly or not. */
function loaded(file: string, seen = new Set<string>()): ReadonlySet<string> {
  for (const name of imported(file)) {
    const target = name.startsWith(".") ? join(dirname(file), name) : name;
    if (seen.has(target)) continue;
    seen.add(target);
    if (existsSync(target)) loaded(target, seen);
  }
  return new Set([...seen].filter((name) => !existsSync(name)));
}

describe("the thread that judges", () => {
  it("loads neither core nor TensorFlow.js: it is started again after every case that hangs", () => {
    const names = [...loaded(THREAD)].sort();
    expect(names).to.include("node:worker_threads");
    expect(names.filter((name) => !/^(node:(worker_threads|process)|fraction\.js)$/.test(name))).to.deep.equal([]);
  });
});
