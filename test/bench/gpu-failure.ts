import { join } from "node:path";
import { Bench } from "./bench.js";
import { compare } from "./compare.js";
import { WEBGPU } from "./bench.js";
import { TINY } from "./model-shape.js";

/** Why the engine cannot train on a GPU here; undefined where it can. One step of a small model is tried. */
export async function gpuFailure(bench: Bench): Promise<string | undefined> {
  const settings = { shape: TINY, rows: 1, columns: 4, tokens: [2, 3, 4, 5, 6], learningRate: 0, weights: join(bench.folder, "gpu.safetensors") };
  const side = bench.lode("train-step", bench.mostThreads, (engine) => ({ ...settings, engine }), "webgpu");
  const comparison = await compare([side], { rounds: 1, warmUpSteps: 1, warmUpSeconds: 0, turnSeconds: 0 });
  return comparison.failures(WEBGPU);
}
