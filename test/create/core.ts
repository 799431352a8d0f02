import { createRequire } from "node:module";

/** Modules of @lode/core that it does not export, since only core itself needs them. */
interface Modules {
  "create/create-plugin": typeof import("../../core/src/create/create-plugin.js");
  "create/create-project": typeof import("../../core/src/create/create-project.js");
  "create/package-name": typeof import("../../core/src/create/package-name.js");
  "create/package-versions": typeof import("../../core/src/create/package-versions.js");
  "create/plugin-kinds": typeof import("../../core/src/create/plugin-kinds.js");
  "create/template-files": typeof import("../../core/src/create/template-files.js");
}

const load = createRequire(import.meta.url);

/** A module of core as it was built. */
export function core<Name extends keyof Modules>(name: Name): Modules[Name] {
  return load(`../../../core/dist/${name}.js`) as Modules[Name];
}
