import { expect } from "chai";
import { onnxModule } from "./modules.js";

const { Graph } = onnxModule("graph");
const { intoWindows } = onnxModule("into-windows");

type Layout = ReturnType<typeof intoWindows>;
type Shape = readonly number[];

/** Just long enough for windows; a quarter and three quarters of it; the same as matrices. */
const [LONG, QUARTER, REST] = [1 << 17, 1 << 15, 3 << 15];
const [WIDE, HIGH] = [
  [8, QUARTER / 8],
  [REST / 8, 8],
];

interface Case {
  readonly inputs: Readonly<Record<string, Shape>>;
  /** Axes that are open, of some of the inputs. */
  readonly open?: Readonly<Record<string, readonly number[]>>;
  /** `a b = Split(v)`, in order, with the shape of each output. */
  readonly nodes: Readonly<Record<string, readonly Shape[]>>;
  readonly outputs: readonly string[];
}

interface Told {
  readonly nodes: readonly string[];
  /** `name[shape] = whole from place`. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** The layout as it is told before rewriting, and after. */
function rewritten({ inputs, open = {}, nodes, outputs }: Case): { before: Told; after: Told } {
  const shapes = new Map(Object.entries(inputs));
  const parsed = Object.entries(nodes).map(([line, ofOutputs]) => {
    const [, names, operator, read] = /^(.*) = (\w+)\((.*)\)$/.exec(line) as unknown as string[];
    names.split(" ").forEach((name, place) => shapes.set(name, ofOutputs[place]));
    return { operator, inputs: read.split(" "), outputs: names.split(" "), domain: "", attributes: {} };
  });
  const shapeOf = (name: string): Shape => shapes.get(name) as Shape;
  const window = (name: string, whole: number) => ({ name, type: "float32" as const, shape: shapeOf(name), whole, from: 0 });
  const layout = {
    nodes: parsed,
    inputs: Object.keys(inputs).map((name, whole) => ({ ...window(name, whole), open: name in open ? open[name] : [] })),
    outputs: outputs.map(window),
  };
  return { before: told(layout), after: told(intoWindows(layout, shapeOf)) };
}

function told({ nodes, inputs, outputs }: Layout): Told {
  const windows = (all: Layout["outputs"]): string[] => all.map(({ name, shape, whole, from }) => `${name}[${shape.join()}] = ${whole} from ${from}`);
  return {
    nodes: nodes.map(({ operator, inputs: read, outputs: [...names] }) => `${names.join(" ")} = ${operator}(${read.join(" ")})`),
    inputs: windows(inputs),
    outputs: windows(outputs),
  };
}

function expectUntouched(given: Case): void {
  const { before, after } = rewritten(given);
  expect(after).to.deep.equal(before);
}

describe("windows: outputs that are reshaped", () => {
  it("are output as they were before", () => {
    const { after } = rewritten({ inputs: { x: [6] }, nodes: { "a = Neg(x)": [[6]], "b = Reshape(a s)": [[2, 3]] }, outputs: ["b"] });
    expect(after).to.deep.equal({ nodes: ["a = Neg(x)"], inputs: ["x[6] = 0 from 0"], outputs: ["a[6] = 0 from 0"] });
  });

  it("are left where somebody reads them, where the former is an output, an input or a constant, or is output in two shapes", () => {
    const inputs = { x: [6] };
    expectUntouched({ inputs, nodes: { "a = Neg(x)": [[6]], "b = Reshape(a s)": [[2, 3]], "c = Neg(b)": [[2, 3]] }, outputs: ["b", "c"] });
    expectUntouched({ inputs, nodes: { "a = Neg(x)": [[6]], "b = Reshape(a s)": [[2, 3]] }, outputs: ["b", "a"] });
    expectUntouched({ inputs, nodes: { "b = Reshape(x s)": [[2, 3]] }, outputs: ["b"] });
    expectUntouched({ inputs: {}, nodes: { "b = Reshape(constant s)": [[2, 3]] }, outputs: ["b"] });
    const { after } = rewritten({
      inputs,
      nodes: { "a = Neg(x)": [[6]], "b = Reshape(a s)": [[2, 3]], "c = Reshape(a t)": [[3, 2]] },
      outputs: ["b", "c"],
    });
    expect(after).to.deep.include({ nodes: ["a = Neg(x)", "c = Reshape(a t)"], outputs: ["a[6] = 0 from 0", "c[3,2] = 1 from 0"] });
  });
});

describe("windows: a long vector that is put together", () => {
  const inputs = { x: [QUARTER], y: HIGH };
  const parts = { "a = Neg(x)": [[QUARTER]], "b = Neg(y)": [HIGH], "c = Reshape(b s)": [[REST]] };

  it("is output in parts, each as it was before it became a vector", () => {
    const { after } = rewritten({ inputs, nodes: { ...parts, "v = Concat(a c)": [[LONG]] }, outputs: ["v"] });
    expect(after.nodes).to.deep.equal(["a = Neg(x)", "b = Neg(y)"]);
    expect(after.outputs).to.deep.equal([`a[${QUARTER}] = 0 from 0`, `b[${HIGH.join()}] = 0 from ${QUARTER}`]);
  });

  it("is so if it is reshaped after, and beside other outputs and readers of its parts", () => {
    const { after } = rewritten({
      inputs,
      nodes: { "n = Neg(x)": [[QUARTER]], ...parts, "v = Concat(a c)": [[LONG]], "w = Reshape(v s)": [[2, LONG / 2]], "d = Neg(b)": [HIGH] },
      outputs: ["n", "w", "d"],
    });
    expect(after.nodes).to.deep.equal(["n = Neg(x)", "a = Neg(x)", "b = Neg(y)", "d = Neg(b)"]);
    expect(after.outputs).to.deep.equal([
      `n[${QUARTER}] = 0 from 0`,
      `a[${QUARTER}] = 1 from 0`,
      `b[${HIGH.join()}] = 1 from ${QUARTER}`,
      `d[${HIGH.join()}] = 2 from 0`,
    ]);
  });

  it("is copied where a part is an input or a constant, an input that was reshaped too", () => {
    expectUntouched({ inputs, nodes: { "c = Reshape(y s)": [[REST]], "v = Concat(x c)": [[LONG]] }, outputs: ["v"] });
    expectUntouched({ inputs: { x: [QUARTER] }, nodes: { "a = Neg(x)": [[QUARTER]], "v = Concat(a constant)": [[LONG]] }, outputs: ["v"] });
    const { after } = rewritten({ inputs, nodes: { "a = Neg(x)": [[QUARTER]], "c = Reshape(y s)": [[REST]], "v = Concat(a c)": [[LONG]] }, outputs: ["v"] });
    expect(after).to.deep.include({ nodes: ["a = Neg(x)", "c = Reshape(y s)"], outputs: [`a[${QUARTER}] = 0 from 0`, `c[${REST}] = 0 from ${QUARTER}`] });
  });

  it("is copied where a part is an output, before it was reshaped too, or is there twice", () => {
    expectUntouched({ inputs, nodes: { ...parts, "v = Concat(a c)": [[LONG]] }, outputs: ["v", "a"] });
    expectUntouched({ inputs, nodes: { ...parts, "v = Concat(a c)": [[LONG]] }, outputs: ["v", "b"] });
    expectUntouched({ inputs: { x: [LONG / 2] }, nodes: { "a = Neg(x)": [[LONG / 2]], "v = Concat(a a)": [[LONG]] }, outputs: ["v"] });
  });

  it("is copied for the second of two vectors of the same parts", () => {
    const { after } = rewritten({ inputs, nodes: { ...parts, "v = Concat(a c)": [[LONG]], "w = Concat(c a)": [[LONG]] }, outputs: ["v", "w"] });
    expect(after.nodes).to.deep.equal(["a = Neg(x)", "b = Neg(y)", "c = Reshape(b s)", "w = Concat(c a)"]);
    expect(after.outputs).to.deep.equal([`a[${QUARTER}] = 0 from 0`, `b[${HIGH.join()}] = 0 from ${QUARTER}`, `w[${LONG}] = 1 from 0`]);
  });

  it("is copied where it is short, a matrix, read by somebody, or not an output", () => {
    const short = { "a = Neg(x)": [[QUARTER]], "b = Neg(x2)": [[REST - 1]], "v = Concat(a b)": [[LONG - 1]] };
    expectUntouched({ inputs: { x: [QUARTER], x2: [REST - 1] }, nodes: short, outputs: ["v"] });
    const matrix = { "a = Neg(x)": [[LONG, 2]], "b = Neg(y)": [[LONG, 2]], "v = Concat(a b)": [[2 * LONG, 2]] };
    expectUntouched({ inputs: { x: [LONG, 2], y: [LONG, 2] }, nodes: matrix, outputs: ["v"] });
    expectUntouched({ inputs, nodes: { ...parts, "v = Concat(a c)": [[LONG]], "d = Exp(v)": [[LONG]] }, outputs: ["v", "d"] });
    expectUntouched({ inputs, nodes: { ...parts, "v = Concat(a c)": [[LONG]], "d = Exp(v)": [[LONG]] }, outputs: ["d"] });
  });
});

describe("windows: a sum with a vector that is put together", () => {
  const inputs = { x: [QUARTER], y: HIGH, sum: [LONG] };
  const joined = { "a = Neg(x)": [[QUARTER]], "b = Neg(y)": [HIGH], "c = Reshape(b s)": [[REST]], "v = Concat(a c)": [[LONG]] };

  it("becomes sums of the parts, from either side", () => {
    for (const added of ["sum v", "v sum"]) {
      const { after } = rewritten({ inputs, nodes: { ...joined, [`total = Add(${added})`]: [[LONG]] }, outputs: ["total"] });
      expect(after).to.deep.equal({
        nodes: ["a = Neg(x)", "b = Neg(y)", "total@0 = Add(a total+0)", "total@1 = Add(b total+1)"],
        inputs: [`x[${QUARTER}] = 0 from 0`, `y[${HIGH.join()}] = 1 from 0`, `total+0[${QUARTER}] = 2 from 0`, `total+1[${HIGH.join()}] = 2 from ${QUARTER}`],
        outputs: [`total@0[${QUARTER}] = 0 from 0`, `total@1[${HIGH.join()}] = 0 from ${QUARTER}`],
      });
    }
  });

  it("becomes so twice for one addend, with names of their own", () => {
    const { after } = rewritten({
      inputs,
      nodes: { ...joined, "w = Concat(c a)": [[LONG]], "first = Add(sum v)": [[LONG]], "second = Add(sum w)": [[LONG]] },
      outputs: ["first", "second"],
    });
    expect(after.nodes.slice(2)).to.deep.equal([
      "first@0 = Add(a first+0)",
      "first@1 = Add(b first+1)",
      "second@0 = Add(b second+0)",
      "second@1 = Add(a second+1)",
    ]);
    expect(after.inputs.slice(2)).to.deep.equal([
      `first+0[${QUARTER}] = 2 from 0`,
      `first+1[${HIGH.join()}] = 2 from ${QUARTER}`,
      `second+0[${HIGH.join()}] = 2 from 0`,
      `second+1[${QUARTER}] = 2 from ${REST}`,
    ]);
  });

  it("stays where others read the vector, or it is an output itself", () => {
    const nodes = { ...joined, "total = Add(sum v)": [[LONG]] };
    expectUntouched({ inputs, nodes, outputs: ["total", "v"] });
    expectUntouched({ inputs, nodes: { ...nodes, "other = Exp(v)": [[LONG]] }, outputs: ["total", "other"] });
    expectUntouched({ inputs: { x: [QUARTER], y: HIGH }, nodes: { ...joined, "total = Add(v v)": [[LONG]] }, outputs: ["total"] });
  });

  it("stays where the other is computed, of another length, of any length, or the sum is read or no sum", () => {
    const others = { x: [QUARTER], y: HIGH };
    expectUntouched({ inputs: { ...others, z: [LONG] }, nodes: { ...joined, "d = Exp(z)": [[LONG]], "total = Add(d v)": [[LONG]] }, outputs: ["total"] });
    expectUntouched({ inputs: { ...others, one: [1] }, nodes: { ...joined, "total = Add(one v)": [[LONG]] }, outputs: ["total"] });
    expectUntouched({ inputs, open: { sum: [0] }, nodes: { ...joined, "total = Add(sum v)": [[LONG]] }, outputs: ["total"] });
    const read = { ...joined, "total = Add(sum v)": [[LONG]], "d = Exp(total)": [[LONG]] };
    expectUntouched({ inputs, nodes: read, outputs: ["total", "d"] });
    expectUntouched({ inputs, nodes: { ...joined, "total = Sub(sum v)": [[LONG]] }, outputs: ["total"] });
  });

  it("stays where a vector of one number, or a short one, is put together and broadcast", () => {
    const nodes = { "a = Neg(x)": [[1]], "b = Neg(y)": [[1]], "v = Concat(a b)": [[2]], "total = Add(sum v)": [[LONG]] };
    expectUntouched({ inputs: { x: [1], y: [1], sum: [LONG] }, nodes, outputs: ["total"] });
  });
});

describe("windows: a long vector that is cut", () => {
  const cut = { "a b = Split(v s)": [[QUARTER], [REST]] };
  const inputs = { v: [LONG] };

  it("is input in parts, each as it is when it is read", () => {
    const nodes = { ...cut, "m = Reshape(b t)": [HIGH], "c = Neg(a)": [[QUARTER]], "d = Neg(m)": [HIGH] };
    const { after } = rewritten({ inputs: { first: [2], ...inputs }, nodes: { "e = Neg(first)": [[2]], ...nodes }, outputs: ["c", "d", "e"] });
    expect(after.nodes).to.deep.equal(["e = Neg(first)", "c = Neg(a)", "d = Neg(m)"]);
    expect(after.inputs).to.deep.equal(["first[2] = 0 from 0", `a[${QUARTER}] = 1 from 0`, `m[${HIGH.join()}] = 1 from ${QUARTER}`]);
  });

  it("is so in every way in which it is cut, without the parts that nobody reads, and beside readers of the whole", () => {
    const again = { "f g = Split(v t)": [[REST], [QUARTER]] };
    const nodes = { ...cut, ...again, "c = Neg(b)": [[REST]], "d = Neg(g)": [[QUARTER]], "e = Neg(v)": [[LONG]] };
    const { after } = rewritten({ inputs, nodes, outputs: ["c", "d", "e"] });
    expect(after.nodes).to.deep.equal(["c = Neg(b)", "d = Neg(g)", "e = Neg(v)"]);
    expect(after.inputs).to.deep.equal([`v[${LONG}] = 0 from 0`, `b[${REST}] = 0 from ${QUARTER}`, `g[${QUARTER}] = 0 from ${REST}`]);
  });

  it("has parts that are vectors where they are read in two shapes, or are reshaped to an output", () => {
    const shapes = { ...cut, "m = Reshape(a t)": [WIDE], "c = Neg(a)": [[QUARTER]], "d = Neg(m)": [WIDE], "e = Neg(b)": [[REST]] };
    const { after } = rewritten({ inputs, nodes: shapes, outputs: ["c", "d", "e"] });
    expect(after.nodes).to.deep.equal(["m = Reshape(a t)", "c = Neg(a)", "d = Neg(m)", "e = Neg(b)"]);
    expect(after.inputs).to.deep.equal([`a[${QUARTER}] = 0 from 0`, `b[${REST}] = 0 from ${QUARTER}`]);
    const read = rewritten({ inputs, nodes: { ...cut, "m = Reshape(a t)": [WIDE], "d = Neg(m)": [WIDE] }, outputs: ["m", "d"] }).after;
    expect(read).to.deep.equal({
      nodes: ["m = Reshape(a t)", "d = Neg(m)"],
      inputs: [`a[${QUARTER}] = 0 from 0`],
      outputs: [`m[${WIDE.join()}] = 0 from 0`, `d[${WIDE.join()}] = 1 from 0`],
    });
  });

  it("is cut by ONNX Runtime where a part is an output, short, a matrix or of any length", () => {
    const nodes = { ...cut, "c = Neg(b)": [[REST]] };
    expectUntouched({ inputs, nodes, outputs: ["a", "c"] });
    expectUntouched({ inputs, open: { v: [0] }, nodes, outputs: ["c"] });
    expectUntouched({ inputs: { v: [LONG - 1] }, nodes: { "a b = Split(v s)": [[QUARTER], [REST - 1]], "c = Neg(b)": [[REST - 1]] }, outputs: ["c"] });
    const columns = {
      "a b = Split(v s)": [
        [LONG, 1],
        [LONG, 1],
      ],
      "c = Neg(b)": [[LONG, 1]],
    };
    expectUntouched({ inputs: { v: [LONG, 2] }, nodes: columns, outputs: ["c"] });
    expectUntouched({ inputs: { x: [LONG] }, nodes: { "v = Neg(x)": [[LONG]], ...nodes }, outputs: ["c"] });
    expectUntouched({ inputs, nodes: { "b = Slice(v s)": [[REST]], "c = Neg(b)": [[REST]] }, outputs: ["c"] });
  });

  it("is cut by ONNX Runtime where its parts are an output, put together again", () => {
    const again = { ...cut, "w = Concat(b a)": [[LONG]] };
    expect(rewritten({ inputs, nodes: again, outputs: ["w"] }).after).to.deep.equal({
      nodes: ["a b = Split(v s)"],
      inputs: [`v[${LONG}] = 0 from 0`],
      outputs: [`b[${REST}] = 0 from 0`, `a[${QUARTER}] = 0 from ${REST}`],
    });
    const { after } = rewritten({ inputs, nodes: { ...again, "d = Neg(w)": [[LONG]] }, outputs: ["d"] });
    expect(after.nodes).to.deep.equal(["w = Concat(b a)", "d = Neg(w)"]);
    expect(after.inputs).to.deep.equal([`a[${QUARTER}] = 0 from 0`, `b[${REST}] = 0 from ${QUARTER}`]);
  });
});

describe("windows: a graph", () => {
  /** Of the sum of a vector, and of a product and something else put together; nobody needs what else is computed of them. */
  function layoutOf(provider: "cpu" | "webgpu"): Told {
    const graph = new Graph(provider);
    const [a, b, c, v] = ([[8, 2], [2, QUARTER / 8], [REST], [LONG]] as const).map((shape) => graph.input("float32", shape));
    const product = graph.add("Gemm", [a, b], WIDE);
    const joined = graph.add("Concat", [graph.reshaped(product, [QUARTER]), graph.add("Neg", [c], [REST])], [LONG], { attributes: { axis: 0 } });
    graph.add("Exp", [product], WIDE);
    graph.add("Exp", [joined], [LONG]);
    return told(graph.layout([graph.add("Add", [v, joined], [LONG])]));
  }

  it("makes a sum part of a product that was made a vector, whatever else nobody needs", () => {
    const { nodes, outputs } = layoutOf("cpu");
    expect(nodes.map((node) => node.replace(/.* = /, "").replaceAll(/v\d+/g, "v"))).to.deep.equal(["Neg(v)", "Gemm(v v v+0)", "Add(v v+1)"]);
    expect(outputs.map((output) => output.replace(/^v\d+/, ""))).to.deep.equal([`@0[${WIDE.join()}] = 0 from 0`, `@1[${REST}] = 0 from ${QUARTER}`]);
  });

  it("for WebGPU has no windows: what is sent to the GPU is sent as a whole", () => {
    const { nodes, outputs } = layoutOf("webgpu");
    expect(nodes.map((node) => node.replace(/.* = /, "").replace(/\(.*/, ""))).to.deep.equal(["Gemm", "Reshape", "Neg", "Concat", "Add"]);
    expect(outputs).to.have.length(1);
  });
});
