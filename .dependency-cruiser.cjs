const TFJS = "(^|/)@tensorflow/tfjs($|/)";
const TSYRINGE = "(^|/)tsyringe($|/)";
/** Optional dependencies, which not every machine can install. */
const OPTIONAL = "^@tensorflow/tfjs-node(-gpu)?$";
const IN_BROWSER = "^(core/src/(contracts|math|trainer|testkit)|plugins/(oreal|ppo|grpo|reinforce|transformer|tabular|sampling|rewards|math|arithmetic)/src)/";

/** Threads, which are Node's; what uses them imports them when it needs them. */
const THREADS = "^plugins/math/src/pool/";

/** A rule of the house: modules under `from` may not import `to`. */
function forbid(name, comment, from, to) {
  return { name, comment, severity: "error", from, to };
}

const layers = [
  forbid(
    "contracts-import-contracts",
    "Contracts import only contracts and the types of TensorFlow.js.",
    { path: "^core/src/contracts/", pathNot: "^core/src/contracts/contract\\.ts$" },
    { pathNot: ["^core/src/contracts/", TFJS] },
  ),
  forbid(
    "contract-imports-tsyringe",
    "contract.ts makes tokens and decorators and imports tsyringe alone.",
    { path: "^core/src/contracts/contract\\.ts$" },
    { pathNot: ["^core/src/contracts/", TSYRINGE] },
  ),
  forbid(
    "contracts-import-tfjs-types",
    "Of TensorFlow.js contracts import types alone.",
    { path: "^core/src/contracts/" },
    { path: TFJS, dependencyTypesNot: ["type-only"] },
  ),
  forbid(
    "math-imports-tfjs",
    "math imports TensorFlow.js alone, and contracts for their types.",
    { path: "^core/src/math/" },
    { pathNot: ["^core/src/(math|contracts)/", TFJS] },
  ),
  forbid(
    "math-imports-contract-types",
    "Of contracts math imports types alone.",
    { path: "^core/src/math/" },
    { path: "^core/src/contracts/", dependencyTypesNot: ["type-only"] },
  ),
  forbid(
    "trainer-imports-contracts-and-math",
    "The trainer knows no algorithm, plugin, recipe or command.",
    { path: "^core/src/trainer/" },
    { pathNot: ["^core/src/(trainer|contracts|math)/", TFJS] },
  ),
  forbid(
    "cli-imports-run",
    "Only the composition root takes Node's files, lock and clock.",
    { path: "^core/src/", pathNot: "^core/src/(cli|run)/" },
    { path: "^core/src/run/" },
  ),
  forbid(
    "run-imports-inwards",
    "run implements contracts and knows no command.",
    { path: "^core/src/run/" },
    { path: "^core/", pathNot: "^core/src/(run|contracts|math|trainer|recipe|plugin)/" },
  ),
];

const packages = [
  forbid("core-imports-no-plugin", "Plugins come by name, from a recipe.", { path: "^core/" }, { path: ["^plugins/", "^recipes/", "^@lode/"] }),
  forbid(
    "plugin-imports-core",
    "Of ours a plugin imports only @lode/core and @lode/core/testkit.",
    { path: "^plugins/" },
    { path: "^core/", pathNot: "^core/dist/(index|testkit/index)\\.(js|d\\.ts)$" },
  ),
  forbid(
    "plugin-imports-no-plugin",
    "A plugin never imports another.",
    { path: "^plugins/([^/]+)/" },
    { path: ["^plugins/", "^recipes/", "^@lode/"], pathNot: ["^plugins/$1/", "^@lode/core(/testkit)?$"] },
  ),
  forbid("plugin-imports-no-tsyringe", "A second tsyringe breaks injection.", { path: "^plugins/" }, { path: TSYRINGE }),
  forbid("nothing-imports-test", "Tests import the source, never the other way.", { pathNot: "^test/" }, { path: "^test/" }),
];

const everywhere = [
  forbid("no-node-in-what-trains", "The same training runs in a browser.", { path: IN_BROWSER, pathNot: THREADS }, { dependencyTypes: ["core"] }),
  forbid(
    "threads-on-demand",
    "A package that can use threads can be imported where there are none.",
    { path: "^plugins/", pathNot: THREADS },
    { path: THREADS, dynamic: false, dependencyTypesNot: ["type-only"] },
  ),
  forbid("no-cycles", "A cycle of imports is one module in several files, and breaks decorated classes.", {}, { circular: true }),
  forbid(
    "no-unresolved",
    "A module that is not found escapes the other rules: build first.",
    {},
    {
      couldNotResolve: true,
      pathNot: OPTIONAL,
    },
  ),
];

module.exports = {
  forbidden: [...layers, ...packages, ...everywhere],
  options: {
    // dist is followed to, not into, and never excluded: packages import one another's dist.
    doNotFollow: { path: "(^|/)(node_modules|dist|\\.environment)/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["types", "import", "node", "default"] },
  },
};
