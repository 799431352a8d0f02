import { UserError, type Snapshot, type TensorData } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import type { Weights } from "./weights.js";

/** Tensors of these names and shapes out of a snapshot; others in it are left alone. Throws a UserError where one is missing or has another shape. */
export function weightsFromSnapshot(snapshot: Snapshot, shapes: Readonly<Record<string, readonly number[]>>, source: string): Weights {
  const given: Readonly<Record<string, TensorData | undefined>> = snapshot.tensors ?? {};
  const names = Object.keys(shapes);
  for (const name of names) {
    const shape = shapes[name];
    const found = given[name]?.shape;
    if (found?.join() !== shape.join()) {
      const instead = found === undefined ? "there is none" : `there it is [${found.join(", ")}]`;
      throw new UserError("SHAPE_MISMATCH", `The model needs ${name} of shape [${shape.join(", ")}] from ${source}; ${instead}.`, {
        place: { component: "policy transformer" },
        remedy: "Give the policy the sizes and the tokenizer with which these weights were trained.",
      });
    }
  }
  return Object.fromEntries(names.map((name) => [name, tf.tensor((given[name] as TensorData).data, [...shapes[name]], "float32")]));
}
