import { PACKAGE_VERSIONS } from "./package-versions.js";

/** What `@lode/recipes/arithmetic/base.json` names. */
const BASE_PLUGINS = ["@lode/arithmetic", "@lode/math", "@lode/reinforce", "@lode/rewards", "@lode/sampling", "@lode/trackers", "@lode/transformer"];

/** The fastest engine that npm installs whole: the engine "auto" takes it. */
const ENGINE = "@lode/engine-onnx";

/**
 * The packages that a recipe over the arithmetic base needs installed, and an engine, with the versions to ask for. `plugins` are those that it names beside the
 * base's.
 */
export function recipePackages(plugins: readonly string[] = []): Readonly<Record<string, string>> {
  const ours = ["@lode/core", "@lode/recipes", ENGINE, ...BASE_PLUGINS, ...plugins];
  return sorted({ ...Object.fromEntries(ours.map((name) => [name, PACKAGE_VERSIONS.lode])), "@tensorflow/tfjs": PACKAGE_VERSIONS.tensorflow });
}

/** In the order of names, as npm keeps dependencies. */
export function sorted(dependencies: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(dependencies).sort(([a], [b]) => (a < b ? -1 : 1)));
}
