import * as tf from "@tensorflow/tfjs";
import type { LaneStretch } from "./lane-array.js";

/** Where numbers go: an array of their number, or a stretch of a lane's. */
export type ReadTarget = Float32Array | LaneStretch;

/** A backend of TensorFlow.js that can put numbers where they are wanted, without memory between. */
interface WritingBackend {
  readInto(dataIds: readonly object[], targets: readonly ReadTarget[]): Promise<void>;
}

/** Writes the numbers of float32 tensors to where they are wanted. Where the present backend can, they are computed there. */
export async function readInto(tensors: readonly tf.Tensor[], targets: readonly ReadTarget[]): Promise<void> {
  const backend = tf.backend() as object;
  if ("readInto" in backend) {
    await (backend as WritingBackend).readInto(
      tensors.map(({ dataId }) => dataId),
      targets,
    );
    return;
  }
  const numbers = await Promise.all(tensors.map((tensor) => tensor.data<"float32">()));
  numbers.forEach((own, place) => {
    const target = targets[place];
    if (target instanceof Float32Array) target.set(own);
    else
      target.array.write(target.from, own.length, (stretch) => {
        stretch.set(own);
      });
  });
}
