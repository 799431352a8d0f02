import { createRequire } from "node:module";

/** Modules of @lode/report that it does not export, since only its pages need them. */
interface Modules {
  "html/embedded-json": typeof import("../../plugins/report/src/html/embedded-json.js");
  "html/linked-modules": typeof import("../../plugins/report/src/html/linked-modules.js");
  "page/applied-update": typeof import("../../plugins/report/src/page/applied-update.js");
  "page/chosen-metrics": typeof import("../../plugins/report/src/page/chosen-metrics.js");
  "page/declaration-of": typeof import("../../plugins/report/src/page/declaration-of.js");
  "page/duration": typeof import("../../plugins/report/src/page/duration.js");
  "page/evaluation-points": typeof import("../../plugins/report/src/page/evaluation-points.js");
  "page/formatted": typeof import("../../plugins/report/src/page/formatted.js");
  "page/heat-scale": typeof import("../../plugins/report/src/page/heat-scale.js");
  "page/result-in-words": typeof import("../../plugins/report/src/page/result-in-words.js");
  "page/rollout-filter": typeof import("../../plugins/report/src/page/rollout-filter.js");
  "page/run-state": typeof import("../../plugins/report/src/page/run-state.js");
  "page/suite-in-words": typeof import("../../plugins/report/src/page/suite-in-words.js");
  "read/difficulty-levels": typeof import("../../plugins/report/src/read/difficulty-levels.js");
  "read/mean-levels": typeof import("../../plugins/report/src/read/mean-levels.js");
  "read/rollout-limits": typeof import("../../plugins/report/src/read/rollout-limits.js");
  "read/token-pieces": typeof import("../../plugins/report/src/read/token-pieces.js");
}

const load = createRequire(import.meta.url);

/** A module of the report package as it was built. */
export function pageModule<Name extends keyof Modules>(name: Name): Modules[Name] {
  return load(`../../../plugins/report/dist/${name}.js`) as Modules[Name];
}
