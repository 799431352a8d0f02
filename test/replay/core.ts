import { createRequire } from "node:module";

/** Modules of @lode/core that it does not export, since only core itself needs them. */
export interface Modules {
  "cli/gradients-text": typeof import("../../core/src/cli/gradients-text.js");
  "cli/replay-files": typeof import("../../core/src/cli/replay-files.js");
  "cli/replay-run": typeof import("../../core/src/cli/replay-run.js");
  "plugin/registry": typeof import("../../core/src/plugin/registry.js");
  "replay/compare-gradients": typeof import("../../core/src/replay/compare-gradients.js");
  "replay/largest-error": typeof import("../../core/src/replay/largest-error.js");
  "replay/output-gradients": typeof import("../../core/src/replay/output-gradients.js");
  "replay/recorded-rollouts": typeof import("../../core/src/replay/recorded-rollouts.js");
  "replay/replay-case": typeof import("../../core/src/replay/replay-case.js");
}

const load = createRequire(import.meta.url);

/** A module of core as it was built. */
export function core<Name extends keyof Modules>(name: Name): Modules[Name] {
  return load(`../../../core/dist/${name}.js`) as Modules[Name];
}
