import * as tf from "@tensorflow/tfjs";

/** A backend of TensorFlow.js that can put numbers where they are wanted, without memory between. */
interface WritingBackend {
  readInto(dataIds: readonly object[], targets: readonly Float32Array[]): void;
}

/** Writes the numbers of float32 tensors into arrays of their sizes. Where the present backend can, they are computed there. */
export async function readInto(tensors: readonly tf.Tensor[], targets: readonly Float32Array[]): Promise<void> {
  const backend = tf.backend() as object;
  if ("readInto" in backend) {
    (backend as WritingBackend).readInto(
      tensors.map(({ dataId }) => dataId),
      targets,
    );
    return;
  }
  const numbers = await Promise.all(tensors.map((tensor) => tensor.data<"float32">()));
  numbers.forEach((own, place) => {
    targets[place].set(own);
  });
}
