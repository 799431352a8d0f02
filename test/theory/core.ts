import { createRequire } from "node:module";

/** Modules of @lode/core that it does not export, since only core itself needs them. */
export interface Modules {
  "cli/theory": typeof import("../../core/src/cli/theory.js");
  "math/best-of-n-distribution": typeof import("../../core/src/math/best-of-n-distribution.js");
  "math/kl-regularised-optimum": typeof import("../../core/src/math/kl-regularised-optimum.js");
  "math/matched-beta": typeof import("../../core/src/math/matched-beta.js");
  "math/pair-weight": typeof import("../../core/src/math/pair-weight.js");
  "theory/best-of-n-curve": typeof import("../../core/src/theory/best-of-n-curve.js");
  "theory/clone": typeof import("../../core/src/theory/clone.js");
  "theory/completion-space": typeof import("../../core/src/theory/completion-space.js");
  "theory/enumerate-completions": typeof import("../../core/src/theory/enumerate-completions.js");
  "theory/pair-weight-curve": typeof import("../../core/src/theory/pair-weight-curve.js");
}

const load = createRequire(import.meta.url);

/** A module of core as it was built. */
export function core<Name extends keyof Modules>(name: Name): Modules[Name] {
  return load(`../../../core/dist/${name}.js`) as Modules[Name];
}
