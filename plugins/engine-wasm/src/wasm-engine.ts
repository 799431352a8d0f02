import type { Engine } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { batchMatMul } from "./kernels/batch-mat-mul.js";
import { cachedAttention } from "./kernels/cached-attention.js";
import { concat } from "./kernels/concat.js";
import { gather } from "./kernels/gather.js";
import { identity } from "./kernels/identity.js";
import { oneHot } from "./kernels/one-hot.js";
import { split } from "./kernels/split.js";
import { unsortedSegmentSum } from "./kernels/unsorted-segment-sum.js";
import { matrixProduct } from "./matrix-product.js";
import { rowProducts } from "./row-products.js";
import type { KernelCall, MendedKernel } from "./mended-kernel.js";
import { withoutNewListeners } from "./without-new-listeners.js";
import { wasmHeap, type WasmBackend, type WasmHeap } from "./wasm-heap.js";

/** tfjs on WebAssembly, one thread, with kernels for what training needs and the backend does slowly, wrongly or not at all. */
export const wasmEngine: Engine = {
  name: "wasm",
  async load() {
    // Production mode comes first: TensorFlow.js prints no banner then, whatever backend a tensor touches.
    tf.enableProdMode();
    await import("@tensorflow/tfjs-backend-wasm");
    if (!(await withoutNewListeners(() => tf.setBackend("wasm")))) throw new Error("the WebAssembly backend of TensorFlow.js does not start here");
    const heap = wasmHeap(tf.backend() as unknown as WasmBackend);
    const ownKernels = [batchMatMul(await matrixProduct(heap)), cachedAttention(await rowProducts(heap))];
    for (const kernel of [...ownKernels, concat, gather, identity, oneHot, split, unsortedSegmentSum]) mend(heap, kernel);
  },
  report: () => ({ library: `TensorFlow.js ${tf.version.tfjs}, WebAssembly`, threads: 1 }),
};

function mend(heap: WasmHeap, { name, run }: MendedKernel): void {
  const original = tf.getKernel(name, "wasm") as tf.KernelConfig | undefined;
  if (original !== undefined) tf.unregisterKernel(name, "wasm");
  tf.registerKernel({
    kernelName: name,
    backendName: "wasm",
    kernelFunc: (call) => {
      const result = run(heap, { inputs: call.inputs as KernelCall["inputs"], attributes: call.attrs ?? {} });
      if (result !== undefined) return result;
      if (original === undefined) throw new Error(`the WebAssembly engine has no kernel ${name} for this type of numbers`);
      return original.kernelFunc(call);
    },
  });
}
