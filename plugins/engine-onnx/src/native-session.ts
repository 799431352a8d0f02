import { Tensor, type InferenceSession } from "onnxruntime-node";
import { binding, initOrt } from "onnxruntime-node/dist/binding.js";
import type { NumberType, Numbers } from "./element-type.js";
import type { Shape } from "./operation.js";

export interface SessionSettings {
  readonly provider: "cpu" | "webgpu";
  readonly threads: number;
}

export interface NamedNumbers {
  readonly name: string;
  readonly type: NumberType;
  readonly numbers: Numbers;
  readonly shape: Shape;
}

/**
 * A graph that ONNX Runtime has prepared. It runs in the calling thread: `onnxruntime-node`'s public `run` is this very call behind a timer, and
 * TensorFlow.js wants numbers at once in places.
 */
export class NativeSession {
  private readonly session: InstanceType<typeof binding.InferenceSession>;

  constructor(model: Uint8Array<ArrayBuffer>, { provider, threads }: SessionSettings) {
    initOrt();
    this.session = new binding.InferenceSession();
    const t0 = performance.now();
    this.session.loadModel(model.buffer, model.byteOffset, model.byteLength, sessionOptions(provider, threads));
    if (process.env.LT) console.error("load", (performance.now() - t0).toFixed(1), model.byteLength);
  }

  /** Computes the outputs into the memory that is given. */
  run(inputs: readonly NamedNumbers[], outputs: readonly NamedNumbers[]): void {
    this.session.run(tensors(inputs), tensors(outputs), {});
  }

  dispose(): void {
    if (process.env.PROF) this.session.endProfiling();
    this.session.dispose();
  }
}

function tensors(named: readonly NamedNumbers[]): Record<string, Tensor> {
  const result: Record<string, Tensor> = {};
  for (const { name, type, numbers, shape } of named) result[name] = new Tensor(type, numbers as never, shape);
  return result;
}

function sessionOptions(provider: "cpu" | "webgpu", threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: provider === "webgpu" ? ["webgpu", "cpu"] : ["cpu"],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: (process.env.GO ?? "basic") as "all",
    // Plans for memory are kept per session and size; without them a session needs half as much, at the same speed.
    enableMemPattern: false,
    enableCpuMemArena: process.env.ARENA === "1",
    logSeverityLevel: 4,
    ...(process.env.PROF ? { enableProfiling: true, profileFilePrefix: process.env.PROF } : {}),
    // Threads that wait in a loop take the processor from others.
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  };
}
