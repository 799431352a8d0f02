import * as tf from "@tensorflow/tfjs";
import { FLOAT_BYTES } from "../byte-sizes.js";
import type { KernelCall, MendedKernel } from "../mended-kernel.js";
import type { RowProducts, Rows } from "../row-products.js";
import type { WasmHeap } from "../wasm-heap.js";

interface Inputs {
  readonly query: tf.TensorInfo;
  readonly ownKey: tf.TensorInfo;
  readonly ownValue: tf.TensorInfo;
  readonly keys: tf.TensorInfo;
  readonly values: tf.TensorInfo;
  readonly mask?: tf.TensorInfo;
}

/** `CachedAttention` of @lode/core's fused kernels: the caches are read once, in the order in which they lie, and nothing is turned round. */
export function cachedAttention(products: RowProducts): MendedKernel {
  return {
    name: "CachedAttention" as tf.KernelConfig["kernelName"],
    run: (heap, { inputs }: KernelCall) => attended(products, heap, inputs as unknown as Inputs),
  };
}

function attended({ dot, addScaled }: RowProducts, heap: WasmHeap, { query, ownKey, ownValue, keys, values, mask }: Inputs): tf.TensorInfo {
  const [rows, queries, width] = query.shape;
  const seen = keys.shape[0];
  const size = { rows, width };
  const place = (tensor: tf.TensorInfo, first: number, distance: number): Rows => ({
    start: heap.address(tensor) + FLOAT_BYTES * first,
    distance: FLOAT_BYTES * distance,
  });
  const forEachPair = (work: (number: number, index: number) => void): void => {
    for (let number = 0; number < queries; number++) for (let index = 0; index <= seen; index++) work(number, index);
  };
  /** The token at `index` of each row; the last is its own. */
  const token = (cache: tf.TensorInfo, own: tf.TensorInfo, index: number): Rows =>
    index === seen ? place(own, 0, width) : place(cache, index * rows * width, width);
  const score = (scores: tf.TensorInfo, number: number, index: number): Rows => place(scores, number * (seen + 1) + index, queries * (seen + 1));
  const ofQuery = (tensor: tf.TensorInfo, number: number): Rows => place(tensor, number * width, queries * width);

  const scores = heap.allocate([rows * queries, seen + 1]);
  forEachPair((number, index) => {
    dot(size, ofQuery(query, number), token(keys, ownKey, index), score(scores, number, index));
  });
  if (mask !== undefined) {
    const one = heap.allocate([1]);
    heap.floats(one).fill(1);
    for (let number = 0; number < queries; number++) addScaled({ rows, width: seen }, place(one, 0, 0), place(mask, 0, seen), score(scores, number, 0));
    heap.free(one);
  }
  const shares = softmax(scores);
  const result = heap.allocate(query.shape);
  heap.floats(result).fill(0);
  forEachPair((number, index) => {
    addScaled(size, score(shares, number, index), token(values, ownValue, index), ofQuery(result, number));
  });
  heap.free(scores);
  heap.free(shares);
  return result;
}

/** The backend's own. */
function softmax(logits: tf.TensorInfo): tf.TensorInfo {
  return tf.getKernel("Softmax", "wasm").kernelFunc({ inputs: { logits }, attrs: { dim: 1 }, backend: tf.backend() }) as tf.TensorInfo;
}
