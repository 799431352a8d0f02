import type { BufferPool } from "./buffer-pool.js";
import { emitOperation } from "./emit-operation.js";
import { Graph, type Handle } from "./graph.js";
import { modelBytes } from "./model-bytes.js";
import { NativeSession, type NamedNumbers, type SessionSettings } from "./native-session.js";
import type { Operation } from "./operation.js";
import type { Shape } from "./shape.js";
import type { Value } from "./value.js";

/** Operations in an order in which they can be computed, what they read and what is wanted of them. */
export interface Work {
  readonly operations: readonly Operation[];
  /** Values that have their numbers, with the shape in which they are first read. */
  readonly leaves: readonly { readonly value: Value; readonly shape: Shape }[];
  readonly targets: readonly Value[];
}

/** Numbers that a small graph computes in all, 32 MB of them. */
const MOST_KEPT = 8 * 1024 * 1024;

/** A session for all work of one structure. */
export class Program {
  readonly inputNames: readonly string[];
  /** Of each input the axes that are left open; all have one length in a run. */
  readonly openAxes: readonly (readonly number[])[];
  readonly outputs: readonly Handle[];
  /** The graph as ONNX Runtime reads it. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether sessions keep memory between runs. */
  readonly keepsMemory: boolean;
  private readonly sessions = new Map<number, NativeSession>();

  constructor(
    work: Work,
    private readonly provider: SessionSettings["provider"],
  ) {
    const graph = new Graph(provider);
    const handles = new Map<Value, Handle>();
    const symbols = growingAxes(work);
    this.inputNames = work.leaves.map(({ value, shape }) => {
      const handle = graph.input(value.type, shape, symbols.get(value) ?? new Map<number, string>());
      handles.set(value, handle);
      return handle.name;
    });
    this.openAxes = work.leaves.map(({ value }) => [...(symbols.get(value)?.keys() ?? [])]);
    for (const operation of work.operations) emitOperation(graph, operation, handles);
    this.outputs = graph.distinct(work.targets.map((value) => handles.get(value) as Handle));
    this.bytes = modelBytes(graph, this.outputs);
    this.keepsMemory = graph.computedNumbers() < MOST_KEPT;
  }

  /** Gives the targets their numbers. */
  run({ leaves, targets }: Work, pool: BufferPool, threads: number): void {
    const inputs = leaves.map(({ value, shape }, place): NamedNumbers => {
      return { name: this.inputNames[place], type: value.type, numbers: value.numbers as NamedNumbers["numbers"], shape };
    });
    const outputs = targets.map((value, place): NamedNumbers => {
      return {
        name: this.outputs[place].name,
        type: value.type,
        numbers: value.destination ?? pool.take(value.type, value.size),
        shape: this.outputs[place].shape,
      };
    });
    this.session(threads).run(inputs, outputs);
    targets.forEach((value, place) => (value.numbers = outputs[place].numbers));
  }

  dispose(): void {
    for (const session of this.sessions.values()) session.dispose();
  }

  private session(threads: number): NativeSession {
    let session = this.sessions.get(threads);
    if (session === undefined) {
      session = new NativeSession(this.bytes, { provider: this.provider, threads }, this.keepsMemory);
      this.sessions.set(threads, session);
    }
    return session;
  }
}

/** Names for the axes of leaves that the operations which read them leave open. */
function growingAxes({ operations }: Work): ReadonlyMap<Value, Map<number, string>> {
  const result = new Map<Value, Map<number, string>>();
  for (const { kind, inputs } of operations) {
    for (const [input, axis] of kind.growing) {
      const axes = result.get(inputs[input]) ?? new Map<number, string>();
      result.set(inputs[input], axes.set(axis, "length"));
    }
  }
  return result;
}
