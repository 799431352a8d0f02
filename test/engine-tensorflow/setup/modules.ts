import { createRequire } from "node:module";

/** Modules of @lode/engine-tensorflow that it does not export, since only its command needs them. */
interface Modules {
  "assert-machine": typeof import("../../../plugins/engine-tensorflow/src/setup/assert-machine.js");
  "check-engine": typeof import("../../../plugins/engine-tensorflow/src/setup/check-engine.js");
  "measure-product": typeof import("../../../plugins/engine-tensorflow/src/setup/measure-product.js");
  "run-program": typeof import("../../../plugins/engine-tensorflow/src/setup/run-program.js");
  setup: typeof import("../../../plugins/engine-tensorflow/src/setup/setup.js");
  variant: typeof import("../../../plugins/engine-tensorflow/src/setup/variant.js");
}

const load = createRequire(import.meta.url);

/** A module of the setup as it was built. */
export function setupModule<Name extends keyof Modules>(name: Name): Modules[Name] {
  return load(`../../../../plugins/engine-tensorflow/dist/setup/${name}.js`) as Modules[Name];
}
