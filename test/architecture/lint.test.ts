import { expect } from "chai";
import { ESLint } from "eslint";
import { fileURLToPath } from "node:url";
import tseslint from "typescript-eslint";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Rules that keep the house in order, as they fire on a text that would stand in that file. */
type Planted = readonly [file: string, text: string, rules: readonly string[]];

const lines = (count: number) => "call();\n".repeat(count);
const injectable = (parameters: string) => `@injectable() export class A { constructor(${parameters}) {} }`;

const INJECTION: readonly Planted[] = [
  ["core/src/trainer/a.ts", injectable("private readonly b: B"), ["no-restricted-syntax"]],
  ["core/src/trainer/a.ts", injectable("b: B"), ["no-restricted-syntax"]],
  ["core/src/trainer/a.ts", injectable("@inject(B) readonly b: B, c = 1"), ["no-restricted-syntax"]],
  ["plugins/oreal/src/a.ts", injectable("@other(B) b: B"), ["no-restricted-syntax"]],
  ["plugins/oreal/src/a.ts", "export const A = @injectable() class { constructor(b: B) {} }", ["no-restricted-syntax"]],
  ["plugins/oreal/src/a.ts", injectable("@inject(B) readonly b: B, @inject(C) c: C"), []],
  ["plugins/oreal/src/a.ts", "export class A { constructor(readonly b: B) {} }", []],
  ["core/src/recipe/a.ts", "@singleton() export class A {}", ["no-restricted-syntax"]],
  ["core/src/recipe/a.ts", "@autoInjectable() export class A {}", ["no-restricted-syntax"]],
  ["core/src/cli/a.ts", 'import { container } from "tsyringe";', ["no-restricted-imports"]],
  ["core/src/plugin/a.ts", 'import { container } from "tsyringe";', []],
  ["core/src/plugin/a.ts", 'import { singleton } from "tsyringe";', ["no-restricted-imports"]],
];

const IMPORTS: readonly Planted[] = [
  ["plugins/oreal/src/a.ts", 'import { B } from "@lode/core"; import { C } from "@lode/core/testkit"; import { D } from "d";', []],
  ["plugins/oreal/src/a.ts", 'import { B } from "@lode/ppo";', ["no-restricted-imports"]],
  ["plugins/oreal/src/a.ts", 'import { B } from "@lode/core/dist/trainer/step.js";', ["no-restricted-imports"]],
  ["plugins/trackers/src/a.ts", 'import { inject } from "tsyringe";', ["no-restricted-imports"]],
];

const TRAINING: readonly Planted[] = [
  ["core/src/math/a.ts", "tensor.dataSync();", ["no-restricted-properties"]],
  ["core/src/cli/a.ts", "tensor.arraySync();", ["no-restricted-properties"]],
  ["plugins/trackers/src/a.ts", "buffer.bufferSync();", ["no-restricted-properties"]],
  ["plugins/oreal/src/a.ts", "backend.readSync(id); const { dataSync } = tensor;", ["no-restricted-properties", "no-restricted-properties"]],
  ["plugins/engine-wasm/src/a.ts", "backend.readSync(id);", []],
  ...["contracts", "math", "trainer", "testkit", "plugin"].map((layer): Planted => [
    `core/src/${layer}/a.ts`,
    "Math.random(); Date.now(); new Date(); performance.now(); globalThis.performance.now();",
    ["no-restricted-properties", ...Array<string>(4).fill("no-restricted-globals")],
  ]),
  ["plugins/tabular/src/a.ts", "Math.random(); new Date();", ["no-restricted-properties", "no-restricted-globals"]],
  ["plugins/trackers/src/a.ts", "Math.random(); new Date(); performance.now();", []],
  ["plugins/engine-wasm/src/a.ts", "Math.random(); new Date(); performance.now();", []],
  ["core/src/run/a.ts", "performance.now();", []],
  ["core/src/trainer/a.ts", "process.cwd(); Buffer.from([]);", ["no-restricted-globals", "no-restricted-globals"]],
  ["core/src/plugin/a.ts", "process.cwd();", []],
];

const PROCESS: readonly Planted[] = [
  ["core/src/cli/a.ts", "process.exit(1);", ["no-restricted-properties"]],
  ["plugins/engine-wasm/src/a.ts", "process.exit(1);", ["no-restricted-properties"]],
  ["test/a.test.ts", "process.exit(1);", ["no-restricted-properties"]],
  ["core/bin/lode.js", "process.exit(1);", []],
  ["core/src/cli/a.ts", "console.log(1);", ["no-console"]],
  ["plugins/trackers/src/a.ts", "console.error(1);", ["no-console"]],
];

const SIZES: readonly Planted[] = [
  ["core/src/trainer/a.ts", lines(300), []],
  ["core/src/trainer/a.ts", lines(301), ["max-lines"]],
  ["core/src/trainer/a.ts", `call(() => {\n${lines(58)}});`, []],
  ["core/src/trainer/a.ts", `call(() => {\n${lines(59)}});`, ["max-lines-per-function"]],
  ["test/a.test.ts", `describe("a", () => {\n${lines(59)}});`, []],
  ["test/a.test.ts", `it("a", () => {\n${lines(59)}});`, ["lode/max-lines-per-test-function"]],
  ["core/src/trainer/a.ts", "call((a, b, c, d) => a + b + c + d);", []],
  ["core/src/trainer/a.ts", "call((a, b, c, d, e) => a + b + c + d + e);", ["max-params"]],
  ["core/src/trainer/a.ts", `call(() => { ${"if (a) call();".repeat(10)} });`, ["complexity"]],
];

const HOUSE_RULES = [/^no-restricted-/, /^max-/, /^complexity$/, /^no-console$/, /^lode\//];

describe("eslint.config.js", () => {
  let eslint: ESLint;

  before(() => {
    // Types need files on disk; the rules of the house need none.
    const withoutTypes = { files: ["**/*.ts"], ...tseslint.configs.disableTypeChecked, languageOptions: { parserOptions: { projectService: false } } };
    eslint = new ESLint({ cwd: root, overrideConfig: [withoutTypes] });
  });

  async function firedRules([file, text]: Planted): Promise<string[]> {
    const [result] = await eslint.lintText(text, { filePath: file });
    const syntax = result.messages.find(({ fatal }) => fatal);
    if (syntax) throw new Error(`${file}: ${syntax.message}`);
    return result.messages.map(({ ruleId }) => ruleId ?? "").filter((rule) => HOUSE_RULES.some((house) => house.test(rule)));
  }

  for (const [title, planted] of Object.entries({ INJECTION, IMPORTS, TRAINING, PROCESS, SIZES })) {
    describe(title.toLowerCase(), () => {
      for (const [file, text, rules] of planted) {
        it(`${file}: ${text.slice(0, 80).replaceAll("\n", " ")} -> ${rules.join(", ") || "fine"}`, async () => {
          expect((await firedRules([file, text, rules])).sort()).to.deep.equal([...rules].sort());
        });
      }
    });
  }

  it("checks types in sources and tests", async () => {
    for (const file of ["core/src/index.ts", "plugins/oreal/src/index.ts", "test/hooks.ts"]) {
      const config = (await new ESLint({ cwd: root }).calculateConfigForFile(file)) as { rules: Record<string, [number]> };
      expect(config.rules["@typescript-eslint/no-floating-promises"][0], file).to.equal(2);
    }
  });
});
