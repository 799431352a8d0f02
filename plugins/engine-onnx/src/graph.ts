import type { GraphLayout, InputWindow, Window } from "./graph-layout.js";
import { intoWindows } from "./into-windows.js";
import { sizeOf, type Shape } from "./shape.js";
import type { AttributeValue, GraphNode } from "./graph-node.js";
import { foldSums } from "./fold-sums.js";
import { neededNodes } from "./needed-nodes.js";
import { elementCode, type ElementType, type Numbers } from "./element-type.js";

/** A tensor inside a graph. */
export interface Handle {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: Shape;
}

export interface Initializer {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: Shape;
  readonly bytes: Uint8Array;
}

export interface NodeSettings {
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  /** Of the output; that of the first input when left out. */
  readonly type?: ElementType;
  /** One of Microsoft's operators, which ONNX Runtime has beside ONNX's own. */
  readonly microsoft?: boolean;
}

const MICROSOFT = "com.microsoft";

/** An ONNX graph being written. */
export class Graph {
  readonly nodes: GraphNode[] = [];
  private readonly shapes = new Map<string, Shape>();
  readonly initializers: Initializer[] = [];
  private readonly inputs: InputWindow[] = [];
  private readonly reused = new Map<unknown, Handle>();
  private readonly computed = new Map<string, readonly Handle[]>();
  /** Of a tensor that is another in a new shape, that other. */
  private readonly sources = new Map<string, Handle>();
  private names = 0;

  constructor(readonly provider: "cpu" | "webgpu") {}

  /** A new input; axes that are `open` are of any length. */
  input(type: ElementType, shape: Shape, open: readonly number[] = []): Handle {
    const name = this.newName();
    this.inputs.push({ name, type, shape, open, whole: this.inputs.length, from: 0 });
    this.shapes.set(name, shape);
    return { name, type, shape };
  }

  /** Appends an operator with one output of a shape. */
  add(operator: string, inputs: readonly Handle[], shape: Shape, settings: NodeSettings = {}): Handle {
    return this.addMany(operator, inputs, [{ shape, type: settings.type ?? inputs[0].type }], settings)[0];
  }

  /** Appends an operator with several outputs. What is there already, computed from the same, is not computed again. */
  addMany(operator: string, inputs: readonly Handle[], outputs: readonly Omit<Handle, "name">[], settings: NodeSettings = {}): readonly Handle[] {
    const { attributes = {}, microsoft = false } = settings;
    const names = inputs.map(({ name }) => name);
    const key = `${operator} ${names.join()} ${JSON.stringify(attributes)} ${outputs.map(({ type, shape }) => type + shape.join()).join(";")}`;
    const known = this.computed.get(key);
    if (known !== undefined) return known;
    const handles = outputs.map(({ shape, type }) => ({ name: this.newName(), type, shape }));
    for (const { name, shape } of handles) this.shapes.set(name, shape);
    this.nodes.push({ operator, domain: microsoft ? MICROSOFT : "", inputs: names, outputs: handles.map(({ name }) => name), attributes });
    this.computed.set(key, handles);
    return handles;
  }

  /** Numbers that never change: the same array is written once for each shape. */
  constant(numbers: Numbers, type: ElementType, shape: Shape): Handle {
    const first = this.once(numbers, () => this.initializer(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), type, shape));
    return this.reshaped(first, shape);
  }

  scalar(value: number, type: "float32" | "int32"): Handle {
    const numbers = type === "float32" ? Float32Array.of(value) : Int32Array.of(value);
    return this.once(`scalar ${type} ${Object.is(value, -0) ? "-0" : value}`, () => this.initializer(new Uint8Array(numbers.buffer), type, []));
  }

  /** A vector of int64, in which ONNX wants shapes, axes and places. */
  integers(values: readonly number[]): Handle {
    const numbers = BigInt64Array.from(values, (value) => BigInt(value));
    return this.once(`integers ${values.join()}`, () => this.initializer(new Uint8Array(numbers.buffer), "int64", [values.length]));
  }

  /** The same numbers in another shape of equal size. */
  reshaped(handle: Handle, shape: Shape): Handle {
    const source = this.sources.get(handle.name) ?? handle;
    if (equalShapes(source.shape, shape)) return source;
    if (equalShapes(handle.shape, shape)) return handle;
    const constant = this.initializers.find(({ name }) => name === source.name);
    if (constant !== undefined) return this.once(`${source.name} as ${shape.join()}`, () => this.initializer(constant.bytes, constant.type, shape));
    const result = this.add("Reshape", [source, this.integers(shape)], shape);
    this.sources.set(result.name, source);
    return result;
  }

  cast(handle: Handle, type: ElementType): Handle {
    if (handle.type === type) return handle;
    return this.once(`${handle.name} to ${type}`, () => this.add("Cast", [handle], handle.shape, { type, attributes: { to: elementCode(type) } }));
  }

  /** The graph as it is best run, when these are the outputs. */
  layout(outputs: readonly Handle[]): GraphLayout {
    const shapeOf = (name: string): Shape => this.shapes.get(name) as Shape;
    const needed = neededNodes(this.nodes, new Set(outputs.map(({ name }) => name)));
    const whole = { nodes: needed, inputs: this.inputs, outputs: outputs.map((output, place): Window => ({ ...output, whole: place, from: 0 })) };
    const layout = this.provider === "cpu" ? intoWindows(whole, shapeOf) : whole;
    const windows = new Map([...layout.inputs, ...layout.outputs].map(({ name, shape }) => [name, shape]));
    const names = new Set(layout.outputs.map(({ name }) => name));
    return { ...layout, nodes: foldSums(layout.nodes, (name) => (windows.get(name) ?? shapeOf(name)).join(), names) };
  }

  /** How many numbers all operators together give. */
  computedNumbers(): number {
    return [...this.computed.values()].flat().reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  }

  /** The same tensors as outputs of the graph: those of operators, each once. */
  distinct(handles: readonly Handle[]): readonly Handle[] {
    const computed = new Set(this.nodes.flatMap(({ outputs }) => outputs));
    return handles.map((handle) => (computed.delete(handle.name) ? handle : this.add("Identity", [handle], handle.shape)));
  }

  private initializer(bytes: Uint8Array, type: ElementType, shape: Shape): Handle {
    const name = this.newName();
    this.initializers.push({ name, type, shape, bytes });
    this.shapes.set(name, shape);
    return { name, type, shape };
  }

  private once(key: unknown, make: () => Handle): Handle {
    const found = this.reused.get(key);
    if (found !== undefined) return found;
    const made = make();
    this.reused.set(key, made);
    return made;
  }

  private newName(): string {
    return `v${this.names++}`;
  }
}

function equalShapes(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}
