import * as tf from "@tensorflow/tfjs";
import type { Batch, OutputName, Outputs } from "../../contracts/batch.js";

/** The wanted outputs as tensors, [B,T]. Use inside `tf.tidy`. */
export function outputTensors(wants: readonly OutputName[], outputs: Outputs, { rows, length }: Batch): readonly tf.Tensor2D[] {
  return wants.map((name) => tf.tensor2d(outputs[name] ?? new Float32Array(), [rows, length], "float32"));
}
