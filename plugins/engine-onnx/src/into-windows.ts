import type { GraphLayout, InputWindow, Window } from "./graph-layout.js";
import type { GraphNode } from "./graph-node.js";
import { neededNodes } from "./needed-nodes.js";
import { sizeOf, type Shape } from "./shape.js";

/** Numbers of a vector from which on copying it takes longer than naming its parts. */
const WORTHWHILE = 1 << 17;

type ShapeOf = (name: string) => Shape;

/**
 * What lies at the edge of a graph in another shape, or in parts, is not copied. A reshaped output is an output as it was. Of a long vector that is cut
 * into parts, or put together from them, the parts become inputs and outputs themselves, windows on its numbers. A sum with a vector that is put together
 * becomes sums of the parts.
 */
export function intoWindows(layout: GraphLayout, shapeOf: ShapeOf): GraphLayout {
  const plain = layout.outputs.reduce((result, output) => withoutReshape(result, output, shapeOf), layout);
  const joined = plain.outputs.reduce((result, output) => withoutJoin(result, output, shapeOf), plain);
  // A reshape that nobody needs any more would seem to read what it read.
  const needed = { ...joined, nodes: neededNodes(joined.nodes, new Set(joined.outputs.map(({ name }) => name))) };
  const cut = needed.inputs.reduce((result, input) => withoutCut(result, input, shapeOf), needed);
  const read = new Set(cut.nodes.flatMap(({ inputs }) => inputs));
  return { ...cut, inputs: cut.inputs.filter(({ name }) => read.has(name)) };
}

/** The output before it was reshaped. */
function withoutReshape(layout: GraphLayout, output: Window, shapeOf: ShapeOf): GraphLayout {
  const uses = usesOf(layout);
  const writer = uses.writer(output.name);
  const source = writer?.operator === "Reshape" ? writer.inputs[0] : undefined;
  if (source === undefined || uses.writer(source) === undefined || uses.readers(output.name).length > 0) return layout;
  if (layout.outputs.some(({ name }) => name === source)) return layout;
  const window = { ...output, name: source, shape: shapeOf(source) };
  return { ...layout, nodes: layout.nodes.filter((node) => node !== writer), outputs: layout.outputs.map((other) => (other === output ? window : other)) };
}

/** The output as windows, if it is put together. */
function withoutJoin(layout: GraphLayout, output: Window, shapeOf: ShapeOf): GraphLayout {
  const uses = usesOf(layout);
  const writer = uses.writer(output.name);
  if (!isLong(output) || writer === undefined || uses.readers(output.name).length > 0) return layout;
  const added = writer.operator === "Add" ? addedToJoin(layout, writer, shapeOf) : undefined;
  const join = added?.join ?? writer;
  const parts = join.operator === "Concat" ? partsOf(layout, join) : undefined;
  if (parts === undefined) return layout;
  const starts = startsOf(parts, shapeOf);
  const nameOf = (part: string, place: number): string => (added === undefined ? part : `${output.name}@${place}`);
  const windows = parts.map((part, place): Window => ({ ...output, name: nameOf(part, place), shape: shapeOf(part), from: starts[place] }));
  const addends = added === undefined ? [] : parts.map((part, place) => windowOn(added.addend, `${output.name}+${place}`, shapeOf(part), starts[place]));
  const sums = addends.map(({ name }, place): GraphNode => ({ ...writer, inputs: [parts[place], name], outputs: [windows[place].name] }));
  return {
    nodes: layout.nodes.filter((node) => node !== join).flatMap((node) => (node === writer ? sums : [node])),
    inputs: [...layout.inputs, ...addends],
    outputs: layout.outputs.flatMap((other) => (other === output ? windows : [other])),
  };
}

/** What is put together, perhaps, and the input that is added to it. */
function addedToJoin(layout: GraphLayout, { inputs }: GraphNode, shapeOf: ShapeOf): { readonly join: GraphNode; readonly addend: InputWindow } | undefined {
  const uses = usesOf(layout);
  const outputs = new Set(layout.outputs.map(({ name }) => name));
  for (const [sum, other] of [inputs, [...inputs].reverse()]) {
    const join = uses.writer(sum);
    const addend = layout.inputs.find(({ name }) => name === other);
    if (join === undefined || addend === undefined || isOpen(addend)) continue;
    if (uses.readers(sum).length === 1 && !outputs.has(sum) && addend.shape[0] === shapeOf(sum)[0]) return { join, addend };
  }
  return undefined;
}

/** The names of the parts, as they were before they became vectors; undefined where one cannot be an output. */
function partsOf(layout: GraphLayout, { inputs }: GraphNode): readonly string[] | undefined {
  const uses = usesOf(layout);
  const names = inputs.map((name) => {
    const writer = uses.writer(name);
    return writer?.operator === "Reshape" && uses.writer(writer.inputs[0]) !== undefined ? writer.inputs[0] : name;
  });
  const taken = new Set(layout.outputs.map(({ name }) => name));
  const free = names.every((name) => uses.writer(name) !== undefined && !taken.has(name));
  return free && new Set(names).size === names.length ? names : undefined;
}

/** The input as windows, wherever it is cut. */
function withoutCut(layout: GraphLayout, input: InputWindow, shapeOf: ShapeOf): GraphLayout {
  const uses = usesOf(layout);
  const outputs = new Set(layout.outputs.map(({ name }) => name));
  const cuts =
    isLong(input) && !isOpen(input)
      ? uses.readers(input.name).filter((node) => node.operator === "Split" && !node.outputs.some((part) => outputs.has(part)))
      : [];
  const dropped = new Set(cuts);
  const windows = cuts.flatMap((cut) => {
    const starts = startsOf(cut.outputs, shapeOf);
    return cut.outputs.map((part, place) => {
      const [reshape, ...others] = uses.readers(part);
      const alone = others.length === 0 && reshape?.operator === "Reshape" && !outputs.has(reshape.outputs[0]);
      if (alone) dropped.add(reshape);
      const name = alone ? reshape.outputs[0] : part;
      return windowOn(input, name, shapeOf(name), starts[place]);
    });
  });
  return { ...layout, nodes: layout.nodes.filter((node) => !dropped.has(node)), inputs: [...layout.inputs, ...windows] };
}

function windowOn(input: InputWindow, name: string, shape: Shape, from: number): InputWindow {
  return { ...input, name, shape, from: input.from + from };
}

function isLong({ shape }: Window): boolean {
  return shape.length === 1 && shape[0] >= WORTHWHILE;
}

/** Whether it may have another length, so that its parts lie elsewhere. */
function isOpen({ open }: InputWindow): boolean {
  return open.length > 0;
}

function startsOf(parts: readonly string[], shapeOf: ShapeOf): readonly number[] {
  let end = 0;
  return parts.map((part) => (end += sizeOf(shapeOf(part))) - sizeOf(shapeOf(part)));
}

function usesOf({ nodes }: GraphLayout): { writer(name: string): GraphNode | undefined; readers(name: string): readonly GraphNode[] } {
  const writers = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  const readers = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    for (const input of new Set(node.inputs)) {
      const found = readers.get(input);
      if (found === undefined) readers.set(input, [node]);
      else found.push(node);
    }
  }
  return { writer: (name) => writers.get(name), readers: (name) => readers.get(name) ?? [] };
}
