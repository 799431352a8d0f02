import type { Engine } from "@lode/core";
import { wasmEngine } from "./wasm-engine.js";

export default [wasmEngine] satisfies Engine[];
