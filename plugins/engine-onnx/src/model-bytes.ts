import { PbfWriter } from "pbf";
import { elementCode, type ElementType } from "./element-type.js";
import type { GraphLayout, InputWindow, Window } from "./graph-layout.js";
import type { Initializer } from "./graph.js";
import type { AttributeValue, GraphNode } from "./graph-node.js";

/** Versions of what the graphs are written in: ONNX's format, its operators, Microsoft's operators. */
const FORMAT = 10;
const OPERATORS = [
  { domain: "", version: 20 },
  { domain: "com.microsoft", version: 1 },
];

/** Axes of any length have one length in a run, so they share a name. */
const ANY_LENGTH = "length";

/** AttributeProto.AttributeType. */
const ATTRIBUTE = { float: 1, integer: 2, string: 3, integers: 7 };

/** A graph as an ONNX ModelProto in protobuf; numbers are field numbers of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. */
export function modelBytes(layout: GraphLayout, initializers: readonly Initializer[]): Uint8Array<ArrayBuffer> {
  const writer = new PbfWriter();
  writer.writeVarintField(1, FORMAT);
  for (const operators of OPERATORS) writer.writeMessage(8, writeOperators, operators);
  writer.writeMessage(7, writeGraph, { layout, initializers });
  return writer.finish() as Uint8Array<ArrayBuffer>;
}

function writeOperators({ domain, version }: (typeof OPERATORS)[number], writer: PbfWriter): void {
  writer.writeStringField(1, domain);
  writer.writeVarintField(2, version);
}

interface GraphParts {
  readonly layout: GraphLayout;
  readonly initializers: readonly Initializer[];
}

function writeGraph({ layout: { nodes, inputs, outputs }, initializers }: GraphParts, writer: PbfWriter): void {
  for (const node of nodes) writer.writeMessage(1, writeNode, node);
  writer.writeStringField(2, "lode");
  for (const initializer of initializers) writer.writeMessage(5, writeInitializer, initializer);
  for (const input of inputs) writer.writeMessage(11, writeTensorType, input);
  for (const output of outputs) writer.writeMessage(12, writeTensorType, output);
}

function writeNode(node: GraphNode, writer: PbfWriter): void {
  for (const input of node.inputs) writer.writeStringField(1, input);
  for (const output of node.outputs) writer.writeStringField(2, output);
  writer.writeStringField(4, node.operator);
  for (const attribute of Object.entries(node.attributes)) writer.writeMessage(5, writeAttribute, attribute);
  if (node.domain !== "") writer.writeStringField(7, node.domain);
}

function writeAttribute([name, value]: [string, AttributeValue], writer: PbfWriter): void {
  writer.writeStringField(1, name);
  if (typeof value === "number") {
    writer.writeVarintField(3, value);
    writer.writeVarintField(20, ATTRIBUTE.integer);
  } else if (typeof value === "string") {
    writer.writeBytesField(4, new TextEncoder().encode(value));
    writer.writeVarintField(20, ATTRIBUTE.string);
  } else if ("float" in value) {
    writer.writeFloatField(2, value.float);
    writer.writeVarintField(20, ATTRIBUTE.float);
  } else {
    for (const part of value) writer.writeVarintField(8, part);
    writer.writeVarintField(20, ATTRIBUTE.integers);
  }
}

function writeInitializer({ name, type, shape, bytes }: Initializer, writer: PbfWriter): void {
  for (const length of shape) writer.writeVarintField(1, length);
  writer.writeVarintField(2, elementCode(type));
  writer.writeStringField(8, name);
  writer.writeBytesField(9, bytes);
}

function writeTensorType(window: Window | InputWindow, writer: PbfWriter): void {
  const open = "open" in window ? window.open : [];
  writer.writeStringField(1, window.name);
  writer.writeMessage(2, writeType, { type: window.type, shape: window.shape.map((length, axis) => (open.includes(axis) ? ANY_LENGTH : length)) });
}

function writeType(tensor: { type: ElementType; shape: readonly (number | string)[] }, writer: PbfWriter): void {
  writer.writeMessage(1, writeElementsAndShape, tensor);
}

function writeElementsAndShape({ type, shape }: { type: ElementType; shape: readonly (number | string)[] }, writer: PbfWriter): void {
  writer.writeVarintField(1, elementCode(type));
  writer.writeMessage(2, writeShape, shape);
}

function writeShape(shape: readonly (number | string)[], writer: PbfWriter): void {
  for (const length of shape) writer.writeMessage(1, writeLength, length);
}

function writeLength(length: number | string, writer: PbfWriter): void {
  if (typeof length === "string") writer.writeStringField(2, length);
  else writer.writeVarintField(1, length);
}
