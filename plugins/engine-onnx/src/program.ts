import type { BufferPool } from "./buffer-pool.js";
import type { Numbers } from "./element-type.js";
import { emitOperation } from "./emit-operation.js";
import { Graph, type Handle } from "./graph.js";
import { modelBytes } from "./model-bytes.js";
import type { InputWindow, Window } from "./graph-layout.js";
import { NativeSession, type SessionSettings } from "./native-session.js";
import { seen } from "./seen.js";
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
  /** Windows on the leaves. */
  readonly inputs: readonly InputWindow[];
  /** Windows on the targets. */
  readonly outputs: readonly Window[];
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
    const growing = growingAxes(work);
    for (const { value, shape } of work.leaves) handles.set(value, graph.input(value.type, shape, growing.get(value)));
    for (const operation of work.operations) emitOperation(graph, operation, handles);
    const layout = graph.layout(graph.distinct(work.targets.map((value) => handles.get(value) as Handle)));
    this.inputs = layout.inputs;
    this.outputs = layout.outputs;
    this.bytes = modelBytes(layout, graph.initializers);
    this.keepsMemory = graph.computedNumbers() < MOST_KEPT;
  }

  /** Gives the targets their numbers. */
  run({ leaves, targets }: Work, pool: BufferPool, threads: number): void {
    const numbers = targets.map((value) => value.destination ?? pool.take(value.type, value.size));
    this.session(threads).run(
      this.inputs.map((window) => seen(window, leaves[window.whole].value.numbers as Numbers, leaves[window.whole].shape)),
      this.outputs.map((window) => seen(window, numbers[window.whole])),
    );
    targets.forEach((value, place) => (value.numbers = numbers[place]));
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

/** Axes of leaves that the operations which read them leave open. */
function growingAxes({ operations }: Work): ReadonlyMap<Value, readonly number[]> {
  const result = new Map<Value, readonly number[]>();
  for (const { kind, inputs } of operations) {
    for (const [input, axis] of kind.growing) result.set(inputs[input], [...new Set([...(result.get(inputs[input]) ?? []), axis])]);
  }
  return result;
}
