import type { Engine } from "@lode/core";
import { tensorflowEngine } from "./tensorflow-engine.js";

export { restoreNodeUtil } from "./node-util.js";
export { tensorflowEngine } from "./tensorflow-engine.js";

export default [
  tensorflowEngine("tensorflow-gpu", "@tensorflow/tfjs-node-gpu", () => import("@tensorflow/tfjs-node-gpu")),
  tensorflowEngine("tensorflow", "@tensorflow/tfjs-node", () => import("@tensorflow/tfjs-node")),
] satisfies Engine[];
