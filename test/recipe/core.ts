import { createRequire } from "node:module";

/** Modules of @lode/core that it does not export, since only core itself needs them. */
interface Modules {
  "cli/compute": typeof import("../../core/src/cli/compute.js");
  "cli/doctor-text": typeof import("../../core/src/cli/doctor-text.js");
  "cli/error-record": typeof import("../../core/src/cli/error-record.js");
  "cli/main": typeof import("../../core/src/cli/main.js");
  "cli/print-error": typeof import("../../core/src/cli/print-error.js");
  "plugin/capabilities": typeof import("../../core/src/plugin/capabilities.js");
  "plugin/catalogue": typeof import("../../core/src/plugin/catalogue.js");
  "plugin/engine-catalogue": typeof import("../../core/src/plugin/engine-catalogue.js");
  "plugin/load-engines": typeof import("../../core/src/plugin/load-engines.js");
  "plugin/load-plugins": typeof import("../../core/src/plugin/load-plugins.js");
  "plugin/registry": typeof import("../../core/src/plugin/registry.js");
  "plugin/run-container": typeof import("../../core/src/plugin/run-container.js");
  "recipe/content-hash": typeof import("../../core/src/recipe/content-hash.js");
  "recipe/describe-composition": typeof import("../../core/src/recipe/describe-composition.js");
  "recipe/diff-recipes": typeof import("../../core/src/recipe/diff-recipes.js");
  "recipe/json-error-position": typeof import("../../core/src/recipe/json-error-position.js");
  "recipe/merge-recipes": typeof import("../../core/src/recipe/merge-recipes.js");
  "recipe/merged-schema": typeof import("../../core/src/recipe/merged-schema.js");
  "recipe/nearest": typeof import("../../core/src/recipe/nearest.js");
  "recipe/overrides": typeof import("../../core/src/recipe/overrides.js");
  "recipe/read-recipe": typeof import("../../core/src/recipe/read-recipe.js");
  "trainer/trainer-metrics": typeof import("../../core/src/trainer/trainer-metrics.js");
  "run/initial-weights": typeof import("../../core/src/run/initial-weights.js");
  "run/run-record": typeof import("../../core/src/run/run-record.js");
}

const load = createRequire(import.meta.url);

/** A module of core as it was built. */
export function core<Name extends keyof Modules>(name: Name): Modules[Name] {
  return load(`../../../core/dist/${name}.js`) as Modules[Name];
}
