import { createRequire } from "node:module";

/** Modules of @lode/core that it does not export, since only core itself needs them. */
interface Modules {
  "verify/audit-verifier": typeof import("../../core/src/verify/audit-verifier.js");
  "verify/judge-timed": typeof import("../../core/src/verify/judge-timed.js");
  "verify/perturbed-answers": typeof import("../../core/src/verify/perturbed-answers.js");
  "verify/share-interval": typeof import("../../core/src/verify/share-interval.js");
}

const load = createRequire(import.meta.url);

/** A module of core as it was built. */
export function core<Name extends keyof Modules>(name: Name): Modules[Name] {
  return load(`../../../core/dist/${name}.js`) as Modules[Name];
}
