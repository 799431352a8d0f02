import { createRequire } from "node:module";

/** Modules of @lode/core that it does not export, since only core itself needs them. */
interface Modules {
  "plugin/catalogue": typeof import("../../core/src/plugin/catalogue.js");
  "plugin/load-engines": typeof import("../../core/src/plugin/load-engines.js");
  "plugin/load-plugins": typeof import("../../core/src/plugin/load-plugins.js");
  "plugin/registry": typeof import("../../core/src/plugin/registry.js");
  "recipe/option-schema": typeof import("../../core/src/recipe/option-schema.js");
  "recipe/options-resolver": typeof import("../../core/src/recipe/options-resolver.js");
  "recipe/recipe-schema": typeof import("../../core/src/recipe/recipe-schema.js");
}

const load = createRequire(import.meta.url);

/** A module of core as it was built. */
export function core<Name extends keyof Modules>(name: Name): Modules[Name] {
  return load(`../../../core/dist/${name}.js`) as Modules[Name];
}
