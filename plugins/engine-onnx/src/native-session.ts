import { Tensor, type InferenceSession } from "onnxruntime-node";
import { binding, initOrt } from "onnxruntime-node/dist/binding.js";
import type { NumberType, Numbers } from "./element-type.js";
import type { Shape } from "./shape.js";

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

  /** `keepsMemory`: whether intermediate results stay allocated between runs. */
  constructor(model: Uint8Array<ArrayBuffer>, { provider, threads }: SessionSettings, keepsMemory: boolean) {
    initOrt();
    this.session = new binding.InferenceSession();
    this.session.loadModel(model.buffer, model.byteOffset, model.byteLength, sessionOptions(provider, threads, keepsMemory));
  }

  /** Computes the outputs into the memory that is given. */
  run(inputs: readonly NamedNumbers[], outputs: readonly NamedNumbers[]): void {
    this.session.run(tensors(inputs), tensors(outputs), {});
  }

  dispose(): void {
    this.session.dispose();
  }
}

function tensors(named: readonly NamedNumbers[]): Record<string, Tensor> {
  const result: Record<string, Tensor> = {};
  for (const { name, type, numbers, shape } of named) result[name] = new Tensor(type, numbers as never, shape);
  return result;
}

function sessionOptions(provider: "cpu" | "webgpu", threads: number, keepsMemory: boolean): InferenceSession.SessionOptions {
  return {
    executionProviders: provider === "webgpu" ? ["webgpu", "cpu"] : ["cpu"],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Graphs are written as they are best run; ONNX Runtime's own passes would take longer than they save.
    graphOptimizationLevel: "disabled",
    // Memory that a session keeps for itself makes small graphs faster; of large ones it would keep too much.
    enableMemPattern: false,
    enableCpuMemArena: keepsMemory,
    logSeverityLevel: 4,
    // Threads that wait in a loop take the processor from others.
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  };
}
