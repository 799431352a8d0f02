import { expect } from "chai";
import { readFileSync } from "node:fs";
import { onnxModule } from "./modules.js";

const README = new URL("../../../plugins/engine-onnx/README.md", import.meta.url);

/** By family, as in the README. */
const IN_JAVASCRIPT = [
  // Nothing is read for these.
  ["LinSpace", "Range"],
  ["Complex", "ComplexAbs", "FFT", "IFFT", "Imag", "Real"],
  ["StaticRegexReplace", "StringNGrams", "StringSplit", "StringToHashBucketFast"],
  ["AvgPool", "AvgPool3D", "AvgPool3DGrad", "AvgPoolGrad", "MaxPool", "MaxPool3D", "MaxPool3DGrad", "MaxPoolGrad", "MaxPoolWithArgmax"],
  ["Conv2D", "Conv2DBackpropFilter", "Conv2DBackpropInput", "Conv3D", "Conv3DBackpropFilterV2", "Conv3DBackpropInputV2", "FusedConv2D"],
  ["DepthwiseConv2dNative", "DepthwiseConv2dNativeBackpropFilter", "DepthwiseConv2dNativeBackpropInput", "FusedDepthwiseConv2D"],
  ["Dilation2D", "Dilation2DBackpropFilter", "Dilation2DBackpropInput", "FusedBatchNorm", "LRN", "LRNGrad"],
  ["BatchToSpaceND", "DepthToSpace", "SpaceToBatchND", "CropAndResize", "Draw", "FlipLeftRight", "RotateWithOffset", "Transform"],
  ["ResizeBilinear", "ResizeBilinearGrad", "ResizeNearestNeighbor", "ResizeNearestNeighborGrad"],
  ["NonMaxSuppressionV3", "NonMaxSuppressionV4", "NonMaxSuppressionV5"],
  ["RaggedGather", "RaggedRange", "RaggedTensorToTensor", "SparseFillEmptyRows", "SparseReshape", "SparseSegmentMean", "SparseSegmentSum", "SparseToDense"],
  [
    "Atan2",
    "Bincount",
    "BitwiseAnd",
    "BroadcastArgs",
    "Cumprod",
    "DenseBincount",
    "Diag",
    "Einsum",
    "Multinomial",
    "SearchSorted",
    "TensorScatterUpdate",
    "Unique",
  ],
];

describe("kernels that JavaScript computes on the ONNX engine", () => {
  const { registerKernels } = onnxModule("register-kernels");
  const names = registerKernels("onnx-names-only", () => undefined);

  it("are these and no more, so that none is one by accident", () => {
    expect([...names].sort()).to.deep.equal(IN_JAVASCRIPT.flat().sort());
  });

  it("are all named in the README", () => {
    const readme = readFileSync(README, "utf8");
    expect(names.filter((name) => !readme.includes(`\`${name}\``))).to.deep.equal([]);
  });
});
