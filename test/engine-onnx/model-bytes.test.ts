import { expect } from "chai";
import { onnxModule } from "./modules.js";

const { Graph } = onnxModule("graph");
const { modelBytes } = onnxModule("model-bytes");
const { NativeSession } = onnxModule("native-session");

type GraphType = InstanceType<typeof Graph>;
type Handle = ReturnType<GraphType["input"]>;

/** ONNX Runtime reads the model, and computes its only output. */
function computed(graph: GraphType, output: Handle, inputs: readonly { handle: Handle; numbers: Float32Array; shape?: readonly number[] }[]): number[] {
  const session = new NativeSession(modelBytes(graph.layout([output]), graph.initializers), { provider: "cpu", threads: 1 }, false);
  const numbers = new Float32Array(output.shape.reduce((product, length) => product * length, 1));
  try {
    session.run(
      inputs.map(({ handle, numbers: given, shape = handle.shape }) => ({ name: handle.name, type: "float32", numbers: given, shape })),
      [{ name: output.name, type: "float32", numbers, shape: output.shape }],
    );
    return Array.from(numbers);
  } finally {
    session.dispose();
  }
}

describe("a graph as bytes of an ONNX model", () => {
  const x = Float32Array.of(-2, -1, 0.5, 3);

  function onX(emit: (graph: GraphType, x: Handle) => Handle): number[] {
    const graph = new Graph("cpu");
    const handle = graph.input("float32", [4]);
    return computed(graph, emit(graph, handle), [{ handle, numbers: x }]);
  }

  it("is read by ONNX Runtime, inputs, outputs and operators", () => {
    expect(onX((graph, handle) => graph.add("Neg", [handle], [4]))).to.deep.equal([2, 1, -0.5, -3]);
  });

  it("has attributes that are whole numbers, lists of them, floats and texts", () => {
    const rows = (graph: GraphType, handle: Handle): Handle => graph.reshaped(handle, [2, 2]);
    expect(onX((graph, handle) => graph.add("Transpose", [rows(graph, handle)], [2, 2], { attributes: { perm: [1, 0] } }))).to.deep.equal([-2, 0.5, -1, 3]);
    expect(onX((graph, handle) => graph.add("Concat", [rows(graph, handle), rows(graph, handle)], [2, 4], { attributes: { axis: -1 } }))).to.deep.equal([
      ...[-2, -1, -2, -1],
      ...[0.5, 3, 0.5, 3],
    ]);
    expect(onX((graph, handle) => graph.add("LeakyRelu", [handle], [4], { attributes: { alpha: { float: 0.25 } } }))).to.deep.equal([-0.5, -0.25, 0.5, 3]);
    const places = (graph: GraphType): Handle => graph.constant(Int32Array.of(1, 1, 0, 1), "int32", [4]);
    const zeros = (graph: GraphType): Handle => graph.constant(Float32Array.of(0, 0), "float32", [2]);
    const sums = onX((graph, handle) => graph.add("ScatterElements", [zeros(graph), places(graph), handle], [2], { attributes: { reduction: "add" } }));
    expect(sums).to.deep.equal([0.5, 0]);
  });

  it("has constants of every type, each array once for each shape", () => {
    const constants = (graph: GraphType): Handle[] => [
      graph.constant(Float32Array.of(1, 2, 3, 4), "float32", [4]),
      graph.cast(graph.constant(Int32Array.of(-10, 10, 20, 2147483647), "int32", [4]), "float32"),
      graph.cast(graph.constant(Uint8Array.of(1, 0, 1, 0), "bool", [4]), "float32"),
      graph.cast(graph.integers([-(2 ** 40), 0, 1, 2]), "float32"),
      graph.scalar(0.5, "float32"),
    ];
    for (const place of [0, 1, 2, 3, 4]) {
      const expected = [
        [1, 2, 3, 4],
        [-10, 10, 20, 2147483648],
        [1, 0, 1, 0],
        [-(2 ** 40), 0, 1, 2],
        [0.5, 0.5, 0.5, 0.5],
      ][place];
      expect(onX((graph, handle) => graph.add("Sub", [graph.add("Add", [handle, constants(graph)[place]], [4]), handle], [4]))).to.deep.equal(expected);
    }
    const graph = new Graph("cpu");
    const numbers = Float32Array.of(1, 2, 3, 4);
    graph.constant(numbers, "float32", [4]);
    graph.constant(numbers, "float32", [2, 2]);
    graph.constant(numbers, "float32", [2, 2]);
    expect(graph.initializers.length).to.equal(2);
    expect(graph.initializers.map(({ type }) => type)).to.deep.equal(["float32", "float32"]);
  });

  it("has Microsoft's operators and several outputs", () => {
    expect(onX((graph, handle) => graph.add("QuickGelu", [handle], [4], { microsoft: true, attributes: { alpha: { float: 0 } } }))).to.deep.equal(
      Array.from(x, (value) => value / 2),
    );
    const second = onX(
      (graph, handle) =>
        graph.addMany(
          "Split",
          [handle, graph.integers([1, 3])],
          [1, 3].map((length) => ({ type: "float32", shape: [length] })),
          { attributes: { axis: 0 } },
        )[1],
    );
    expect(second).to.deep.equal([-1, 0.5, 3]);
  });

  it("leaves named axes open: the same session takes every length", () => {
    const graph = new Graph("cpu");
    const handle = graph.input("float32", [2, 2], [0]);
    const sum = graph.add("ReduceSum", [handle, graph.integers([0])], [2], { attributes: { keepdims: 0 } });
    for (const length of [2, 1, 5]) {
      const numbers = Float32Array.from({ length: 2 * length }, (_, place) => place % 2);
      expect(computed(graph, sum, [{ handle, numbers, shape: [length, 2] }])).to.deep.equal([0, length]);
    }
  });

  it("is refused by ONNX Runtime where an operator is none, which is named", () => {
    expect(() => onX((graph, handle) => graph.add("Hallucinate", [handle], [4]))).to.throw("Hallucinate");
  });
});
