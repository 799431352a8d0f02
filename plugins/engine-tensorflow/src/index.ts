import type { Engine } from "@lode/core";
import { tensorflowEngine } from "./tensorflow-engine.js";

export { restoreRemovedFunctions } from "./restore-removed-functions.js";
export { tensorflowEngine } from "./tensorflow-engine.js";

export default [
  tensorflowEngine("tensorflow-gpu", { packageName: "@tensorflow/tfjs-node-gpu", needsGpu: true }),
  tensorflowEngine("tensorflow", { packageName: "@tensorflow/tfjs-node", needsGpu: false }),
] satisfies Engine[];
