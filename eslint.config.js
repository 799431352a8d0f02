import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";
import { maxLinesPerTestFunction } from "./test/architecture/max-lines-per-test-function.js";

/** Decorated parameters are never left to emitted metadata: other compilers do not emit it, and `import type` breaks it. */
const injection = [
  {
    selector:
      ":matches(ClassDeclaration, ClassExpression):has(> Decorator[expression.callee.name='injectable']) > ClassBody > " +
      "MethodDefinition[kind='constructor'] > .value > .params:not(:has(> Decorator[expression.callee.name='inject']))",
    message: "Every constructor parameter of an injectable class carries @inject(Contract).",
  },
  {
    selector: "Decorator Identifier[name=/^(singleton|autoInjectable)$/]",
    message: "One container per run: no @singleton and no @autoInjectable.",
  },
];

const singletons = { name: "tsyringe", importNames: ["singleton", "autoInjectable"], message: "One container per run: no @singleton and no @autoInjectable." };
const globalContainer = {
  name: "tsyringe",
  importNames: ["container", ...singletons.importNames],
  message: "There is no global container and no singleton: only the composer makes a run's child container.",
};

const otherPackages = [
  { regex: "^@lode/(?!core$|core/testkit$)", message: "Of ours a plugin imports only @lode/core and @lode/core/testkit." },
  { regex: "^tsyringe(/|$)", message: "A second tsyringe breaks injection: take inject and injectable from @lode/core." },
];

const exit = { object: "process", property: "exit", message: "Only the command ends the process: throw a UserError." };
const readback = ["dataSync", "arraySync", "bufferSync", "readSync"].map((property) => ({ property, message: "Engines are asynchronous: await data()." }));
const chance = { object: "Math", property: "random", message: "Randomness comes from RandomStream." };
const clock = ["Date", "performance"].map((name) => ({ name, message: "What trains reads no clock." }));
const node = ["process", "Buffer", "require"].map((name) => ({ name, message: "This also runs in a browser." }));

export default defineConfig(
  { ignores: ["**/dist/", "**/node_modules/", "coverage/", "runs/", "**/.nx/", "test/bench/.environment/", "test/bench/verifier/.environment/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // An async method without await is the shortest way to meet an asynchronous contract: what it throws becomes a rejection.
      "@typescript-eslint/require-await": "off",
      // An index may lead nowhere although its type says otherwise: the guards that this rule calls unnecessary are needed.
      "@typescript-eslint/no-unnecessary-condition": "off",
      // It takes some casts between recipe schemas for needless, and the build fails without them.
      "@typescript-eslint/no-unnecessary-type-assertion": "off",
      // A container's get<T>(place) says what the recipe put there.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      // A null in a recipe removes a key.
      "@typescript-eslint/no-dynamic-delete": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-extraneous-class": ["error", { allowWithDecorator: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  {
    rules: {
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", 60],
      "max-params": ["error", 4],
      complexity: ["error", 10],
      "no-console": "error",
      "no-restricted-syntax": ["error", ...injection],
      "no-restricted-imports": ["error", { paths: [globalContainer] }],
      "no-restricted-properties": ["error", exit],
    },
  },
  { files: ["core/src/**"], rules: { "no-restricted-properties": ["error", exit, ...readback] } },
  { files: ["core/src/plugin/**"], rules: { "no-restricted-imports": ["error", { paths: [singletons] }] } },
  {
    files: ["plugins/**"],
    rules: {
      "no-restricted-imports": ["error", { patterns: otherPackages }],
      "no-restricted-properties": ["error", exit, ...readback],
    },
  },
  {
    files: ["core/src/{contracts,math,trainer,testkit,plugin}/**", "plugins/**"],
    ignores: ["plugins/trackers/**", "plugins/engine-*/**"],
    rules: {
      "no-restricted-properties": ["error", exit, ...readback, chance],
      "no-restricted-globals": ["error", { globals: [...clock, ...node], checkGlobalObject: true }],
    },
  },
  { files: ["core/src/plugin/**"], rules: { "no-restricted-globals": ["error", { globals: clock, checkGlobalObject: true }] } },
  { files: ["plugins/engine-*/**"], rules: { "no-restricted-properties": ["error", exit] } },
  {
    files: ["test/**/*.ts"],
    plugins: { lode: { rules: { "max-lines-per-test-function": maxLinesPerTestFunction } } },
    rules: {
      "max-lines-per-function": "off",
      "lode/max-lines-per-test-function": ["error", 60],
      // chai's assertions are expressions: expect(x).to.be.true
      "@typescript-eslint/no-unused-expressions": "off",
      // A test looks whether an optional method is there.
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    files: ["**/*.js", "**/*.cjs"],
    languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly", module: "writable", require: "readonly" } },
  },
  { files: ["core/bin/*.js"], rules: { "no-restricted-properties": "off", "no-console": "off" } },
);
