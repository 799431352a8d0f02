import { UserError, type Snapshot, type TensorData } from "@lode/core";
import { joined } from "./joined.js";

/** The numbers of tensors of these names and shapes out of a snapshot, one after another; others in it are left alone. Throws a UserError where one is missing or has another shape. */
export function weightsFromSnapshot(snapshot: Snapshot, shapes: Readonly<Record<string, readonly number[]>>, source: string): Float32Array {
  const given: Readonly<Record<string, TensorData | undefined>> = snapshot.tensors ?? {};
  const parts = Object.entries(shapes).map(([name, shape]) => {
    const found = given[name];
    if (found?.shape.join() !== shape.join()) {
      const instead = found === undefined ? "there is none" : `there it is [${found.shape.join(", ")}]`;
      throw new UserError("SHAPE_MISMATCH", `The model needs ${name} of shape [${shape.join(", ")}] from ${source}; ${instead}.`, {
        place: { component: "policy transformer" },
        remedy: "Give the policy the sizes and the tokenizer with which these weights were trained.",
      });
    }
    return found.data;
  });
  return joined(parts);
}
