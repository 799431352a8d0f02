import { createRequire } from "node:module";

/** Modules of @lode/engine-onnx that it does not export. */
interface Modules {
  "buffer-pool": typeof import("../../plugins/engine-onnx/src/buffer-pool.js");
  "fold-sums": typeof import("../../plugins/engine-onnx/src/fold-sums.js");
  "into-windows": typeof import("../../plugins/engine-onnx/src/into-windows.js");
  "keep-freed-memory": typeof import("../../plugins/engine-onnx/src/keep-freed-memory.js");
  graph: typeof import("../../plugins/engine-onnx/src/graph.js");
  "model-bytes": typeof import("../../plugins/engine-onnx/src/model-bytes.js");
  "native-session": typeof import("../../plugins/engine-onnx/src/native-session.js");
  "register-kernels": typeof import("../../plugins/engine-onnx/src/register-kernels.js");
}

const load = createRequire(import.meta.url);

/** A module of the engine as it was built. */
export function onnxModule<Name extends keyof Modules>(name: Name): Modules[Name] {
  return load(`../../../plugins/engine-onnx/dist/${name}.js`) as Modules[Name];
}
