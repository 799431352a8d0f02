import { backend_util, util, type TensorInfo } from "@tensorflow/tfjs";
import type { Graph, Handle } from "../graph.js";
import { tensor, type OnnxKernel } from "../kernel.js";
import { sizeOf, type Shape } from "../shape.js";

export interface Transposed {
  readonly a: boolean;
  readonly b: boolean;
}

/** Matrix products of the last two axes; the axes before them broadcast. */
export const batchMatMul: OnnxKernel = {
  name: "BatchMatMul",
  plan: (given, attributes) => {
    const [a, b] = [tensor(given, "a"), tensor(given, "b")];
    if (a.dtype !== "float32" || b.dtype !== "float32") return undefined;
    const transposed = { a: attributes.transposeA === true, b: attributes.transposeB === true };
    assertFit(a, b, transposed);
    const batch = backend_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
    const [rows, columns] = [a.shape.at(transposed.a ? -1 : -2) as number, b.shape.at(transposed.b ? -2 : -1) as number];
    const shape = [...batch, rows, columns];
    return {
      inputs: [a, b],
      attributes: [transposed.a, transposed.b],
      outputs: [{ type: "float32", shape }],
      emit: (graph, [left, right]) => [matrixProduct(graph, [left, right], transposed, shape)],
    };
  },
};

/** The best operator for a product: Gemm for two matrices, Microsoft's FusedMatMul for many. */
function matrixProduct(graph: Graph, [a, b]: readonly [Handle, Handle], transposed: Transposed, shape: Shape): Handle {
  const [transA, transB] = [transposed.a ? 1 : 0, transposed.b ? 1 : 0];
  if (a.shape.length === 2 && b.shape.length === 2) return gemm(graph, [a, b], transposed, shape);
  if (sizeOf(shape.slice(0, -2)) === 1) {
    const flat = (handle: Handle): Handle => graph.reshaped(handle, handle.shape.slice(-2));
    return graph.reshaped(gemm(graph, [flat(a), flat(b)], transposed, shape.slice(-2)), shape);
  }
  // ONNX Runtime's WebGPU provider has no FusedMatMul.
  if (graph.provider === "webgpu") return graph.add("MatMul", [turned(graph, a, transposed.a), turned(graph, b, transposed.b)], shape);
  return graph.add("FusedMatMul", [a, b], shape, { microsoft: true, attributes: { transA, transB } });
}

/**
 * Before it multiplies, ONNX Runtime copies the right factor into another order. Where that is much larger than the left one and the result together,
 * (b'·a')' costs less than a·b.
 */
function gemm(graph: Graph, [a, b]: readonly [Handle, Handle], { a: transA, b: transB }: Transposed, shape: Shape): Handle {
  if (graph.provider === "cpu" && transA !== transB && sizeOf(a.shape) + sizeOf(shape) < sizeOf(b.shape)) {
    const product = graph.add("Gemm", [b, a], [shape[1], shape[0]], { attributes: { transA: Number(!transB), transB: Number(!transA) } });
    return turned(graph, product, true);
  }
  return graph.add("Gemm", [a, b], shape, { attributes: { transA: Number(transA), transB: Number(transB) } });
}

function turned(graph: Graph, matrix: Handle, transposed: boolean): Handle {
  if (!transposed) return matrix;
  const rank = matrix.shape.length;
  const order = [...matrix.shape.slice(0, -2).keys(), rank - 1, rank - 2];
  return graph.add(
    "Transpose",
    [matrix],
    order.map((axis) => matrix.shape[axis]),
    { attributes: { perm: order } },
  );
}

function assertFit(a: TensorInfo, b: TensorInfo, transposed: Transposed): void {
  const fit = a.shape.length >= 2 && b.shape.length >= 2 && a.shape.at(transposed.a ? -2 : -1) === b.shape.at(transposed.b ? -1 : -2);
  util.assert(fit, () => `no matrix product of [${a.shape.join()}] and [${b.shape.join()}] with transposeA=${transposed.a} and transposeB=${transposed.b}`);
}
