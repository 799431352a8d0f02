import { createRequire } from "node:module";

/** Modules of @lode/math that it does not export. */
interface Modules {
  "pool/judge-in-thread": typeof import("../../../plugins/math/src/pool/judge-in-thread.js");
  "pool/judge-pool": typeof import("../../../plugins/math/src/pool/judge-pool.js");
}

const load = createRequire(import.meta.url);

/** A module of @lode/math as it was built. */
export function mathModule<Name extends keyof Modules>(name: Name): Modules[Name] {
  return load(`../../../../plugins/math/dist/${name}.js`) as Modules[Name];
}
