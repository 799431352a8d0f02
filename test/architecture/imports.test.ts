import { expect } from "chai";
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from "dependency-cruiser";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const { forbidden, options } = createRequire(import.meta.url)("../../../.dependency-cruiser.cjs") as {
  forbidden: IForbiddenRuleType[];
  options: ICruiseOptions;
};

/** An import of `to` in `from` ("type NAME" and "later NAME": of types, and a dynamic one), and the rules that it breaks. */
type Planted = readonly [from: string, to: string, rules: readonly string[]];

const PLANTED: readonly Planted[] = [
  ["core/src/contracts/fine.ts", "./fine-too.js", []],
  ["core/src/contracts/fine.ts", "type @tensorflow/tfjs", []],
  ["core/src/contracts/contract.ts", "tsyringe", []],
  ["core/src/contracts/a.ts", "../math/fine.js", ["contracts-import-contracts"]],
  ["core/src/contracts/b.ts", "tsyringe", ["contracts-import-contracts"]],
  ["core/src/contracts/c.ts", "type ../trainer/fine.js", ["contracts-import-contracts"]],
  ["core/src/contracts/contract.ts", "ajv", ["contract-imports-tsyringe"]],
  ["core/src/contracts/d.ts", "@tensorflow/tfjs", ["contracts-import-tfjs-types"]],
  ["core/src/contracts/e.ts", "node:fs", ["contracts-import-contracts", "no-node-in-what-trains"]],

  ["core/src/math/fine.ts", "@tensorflow/tfjs", []],
  ["core/src/math/types.ts", "type ../contracts/fine.js", []],
  ["core/src/math/a.ts", "../contracts/fine.js", ["math-imports-contract-types"]],
  ["core/src/math/b.ts", "../trainer/fine.js", ["math-imports-tfjs"]],

  ["core/src/trainer/fine.ts", "../contracts/fine.js", []],
  ["core/src/trainer/fine.ts", "../math/fine.js", []],
  ["core/src/trainer/a.ts", "../plugin/fine.js", ["trainer-imports-contracts-and-math"]],
  ["core/src/trainer/b.ts", "type ../recipe/fine.js", ["trainer-imports-contracts-and-math"]],
  ["core/src/trainer/c.ts", "../cli/fine.js", ["trainer-imports-contracts-and-math"]],
  ["core/src/trainer/d.ts", "ajv", ["trainer-imports-contracts-and-math"]],
  ["core/src/trainer/e.ts", "path", ["no-node-in-what-trains", "trainer-imports-contracts-and-math"]],

  ["core/src/cli/fine.ts", "../run/fine.js", []],
  ["core/src/run/fine.ts", "node:fs", []],
  ["core/src/run/fine.ts", "../trainer/fine.js", []],
  ["core/src/run/a.ts", "../index.js", ["run-imports-inwards"]],
  ["core/src/recipe/a.ts", "../run/fine.js", ["cli-imports-run"]],
  ["core/src/testkit/a.ts", "node:assert", ["no-node-in-what-trains"]],

  ["core/src/recipe/b.ts", "@lode/ppo", ["core-imports-no-plugin"]],
  ["core/src/recipe/c.ts", "@lode/no-such-plugin", ["core-imports-no-plugin", "no-unresolved"]],
  ["core/src/recipe/d.ts", "./e.js", ["no-cycles"]],
  ["core/src/recipe/e.ts", "type ./d.js", ["no-cycles"]],
  ["core/src/recipe/f.ts", "./missing.js", ["no-unresolved"]],

  ["plugins/oreal/src/fine.ts", "@lode/core", []],
  ["plugins/oreal/src/fine.ts", "@lode/core/testkit", []],
  ["plugins/oreal/src/fine.ts", "ajv", []],
  ["plugins/oreal/src/a.ts", "@lode/ppo", ["plugin-imports-no-plugin"]],
  ["plugins/oreal/src/h.ts", "later @lode/ppo", ["plugin-imports-no-plugin"]],
  ["plugins/oreal/src/b.ts", "../../ppo/src/index.js", ["plugin-imports-no-plugin"]],
  ["plugins/oreal/src/c.ts", "../../../core/src/math/fine.js", ["plugin-imports-core"]],
  ["plugins/oreal/src/d.ts", "../../../core/dist/trainer/fine.js", ["plugin-imports-core"]],
  ["plugins/oreal/src/e.ts", "tsyringe", ["plugin-imports-no-tsyringe"]],
  ["plugins/oreal/src/f.ts", "type node:fs", ["no-node-in-what-trains"]],
  ["plugins/math/src/fine.ts", "later ./pool/fine.js", []],
  ["plugins/math/src/fine.ts", "type ./pool/types.js", []],
  ["plugins/math/src/pool/fine.ts", "node:worker_threads", []],
  ["plugins/math/src/pool/types.ts", "node:worker_threads", []],
  ["plugins/math/src/a.ts", "./pool/fine.js", ["threads-on-demand"]],
  ["plugins/math/src/b.ts", "node:worker_threads", ["no-node-in-what-trains"]],
  ["plugins/trackers/src/fine.ts", "node:fs", []],
  ["plugins/engine-wasm/src/fine.ts", "node:fs", []],
  ["plugins/engine-tensorflow/src/fine.ts", "later @tensorflow/tfjs-node-gpu", []],

  ["test/fine.ts", "@lode/ppo", []],
  ["plugins/oreal/src/g.ts", "../../../test/fine.js", ["nothing-imports-test"]],
];

/** What the planted imports lead to: packages as npm installs them and workspaces as `tsc -b` leaves them. */
const SURROUNDINGS = [
  "core/src/index.ts",
  "core/src/contracts/fine-too.ts",
  ...["plugin", "recipe"].map((layer) => `core/src/${layer}/fine.ts`),
  "plugins/ppo/src/index.ts",
  ...["@tensorflow/tfjs", "tsyringe", "ajv"].map((name) => `node_modules/${name}/index.js`),
  ...["core/dist/index.js", "core/dist/testkit/index.js", "core/dist/trainer/fine.js", "plugins/ppo/dist/index.js"],
];

function statement(to: string): string {
  if (to.startsWith("type ")) return `import type * as here from "${to.slice(5)}";\n`;
  return to.startsWith("later ") ? `await import("${to.slice(6)}");\n` : `import "${to}";\n`;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { flag: "a" });
}

function plant(folder: string): void {
  for (const file of SURROUNDINGS) write(join(folder, file), "export const here = 1;\n");
  for (const [file, to] of PLANTED) {
    write(join(folder, file), statement(to));
  }
  write(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  const dependencies = { "@tensorflow/tfjs": "*", ajv: "*", tsyringe: "*" };
  const testkit = { "./testkit": "./dist/testkit/index.js" };
  write(join(folder, "core/package.json"), JSON.stringify({ name: "@lode/core", exports: { ".": "./dist/index.js", ...testkit }, dependencies }));
  write(join(folder, "plugins/ppo/package.json"), JSON.stringify({ name: "@lode/ppo", exports: { ".": "./dist/index.js" } }));
  mkdirSync(join(folder, "node_modules/@lode"));
  symlinkSync("../../core", join(folder, "node_modules/@lode/core"));
  symlinkSync("../../plugins/ppo", join(folder, "node_modules/@lode/ppo"));
}

describe(".dependency-cruiser.cjs", () => {
  let folder: string;
  const found = new Map<string, string[]>();

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "lode-imports-"));
    plant(folder);
    const { output } = await cruise(["core", "plugins", "test"], { ...options, ruleSet: { forbidden }, validate: true, baseDir: folder });
    for (const { source, dependencies } of (output as ICruiseResult).modules)
      for (const { module, protocol, rules } of dependencies)
        found.set(`${source} ${[protocol, module].join("")}`, (rules ?? []).map(({ name }) => name).sort());
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [from, to, rules] of PLANTED) {
    it(`${from} imports ${to} -> ${rules.join(", ") || "fine"}`, () => {
      expect(found.get(`${from} ${to.replace(/^(type|later) /, "")}`)).to.deep.equal(rules);
    });
  }

  it("has no rule without a planted violation", () => {
    expect([...new Set(PLANTED.flatMap(([, , rules]) => rules))].sort()).to.deep.equal(forbidden.map(({ name }) => name).sort());
  });
});
