import * as tf from "@tensorflow/tfjs";
import { BufferPool } from "./buffer-pool.js";
import { OwnArray, type CompileSettings, type LaneArray, type ReadTarget, type TensorFunction } from "@lode/core";
import { compile } from "./compile.js";
import { independentParts } from "./independent-parts.js";
import { ArrayInLane } from "./lanes/array-in-lane.js";
import { Lanes } from "./lanes/lanes.js";
import { PooledArray } from "./lanes/pooled-array.js";
import type { NumberType, Numbers } from "./element-type.js";
import type { SessionSettings } from "./native-session.js";
import type { Operation, OperationKind } from "./operation.js";
import { sizeOf, type Shape } from "./shape.js";
import { OperationKinds } from "./operation-kinds.js";
import type { RecordingBackend } from "./recording-backend.js";
import { ProgramCache } from "./program-cache.js";
import type { Plan } from "./kernel.js";
import { Value } from "./value.js";
import { StagedComputer } from "./staged-computer.js";

/** Operations that may wait. A program that reads nothing back for so long keeps too much alive. */
const MOST_WAITING = 3000;

/**
 * A backend of TensorFlow.js that records operations and computes them when numbers are read: all that tensors still hold at once, in one session
 * of ONNX Runtime. (Computing only what is read would leave variables behind, whose history grows without end.)
 */
export class OnnxBackend extends tf.KernelBackend implements RecordingBackend {
  private readonly pool = new BufferPool();
  readonly kinds = new OperationKinds();
  private readonly besides = new Lanes();
  private readonly programs: ProgramCache;
  private readonly computer: StagedComputer;
  private readonly foreign = new WeakMap<object, Value>();
  private waiting: Operation[] = [];
  private values = 0;
  private recording = false;

  constructor(readonly settings: SessionSettings) {
    super();
    this.programs = new ProgramCache(settings.provider, (program) => {
      this.besides.forget(program);
    });
    this.computer = new StagedComputer({ programs: this.programs, besides: this.besides, pool: this.pool, threads: settings.threads, lanes: this.lanes });
  }

  /** See `lanes` of @lode/core. */
  get lanes(): number {
    return this.settings.provider === "cpu" ? this.settings.threads : 1;
  }

  /** Records what a kernel does; the outputs are tensors with numbers to come. */
  record({ inputs, attributes, outputs, emit }: Plan, name: string): tf.TensorInfo[] {
    const shapes = inputs.map(({ shape }) => shape);
    const kind = this.kinds.of([name, inputs.map(({ dtype }) => dtype), shapes, attributes, outputs], () => ({
      outputs,
      emit,
      growing: [],
      isFunction: false,
    }));
    const values = this.append(
      kind,
      inputs.map(({ dataId }) => this.value(dataId)),
      shapes,
    );
    return values.map((value, place) => ({ dataId: value, shape: [...outputs[place].shape], dtype: outputs[place].type }));
  }

  append(kind: OperationKind, inputs: readonly Value[], shapes: readonly Shape[]): Value[] {
    if (this.waiting.length >= MOST_WAITING && !this.recording) this.flush();
    inputs.forEach(assertComputable);
    const outputs = kind.outputs.map(({ type, shape }) => new Value(type, sizeOf(shape)));
    const operation = { kind, inputs, shapes, outputs };
    for (const output of outputs) output.waits = true;
    for (const input of inputs) input.readers++;
    this.values += outputs.length;
    this.waiting.push(operation);
    return outputs;
  }

  /** See `compiled` of @lode/core. */
  compile(run: TensorFunction, settings: CompileSettings = {}): TensorFunction {
    return compile(this, run, settings);
  }

  placeholder(shape: Shape, dtype: tf.DataType): tf.Tensor {
    this.values++;
    const dataId = new Value(dtype as NumberType, sizeOf(shape));
    return tf.engine().makeTensorFromTensorInfo({ dataId, shape: [...shape], dtype }, this);
  }

  bundle(companions: readonly Value[]): Value {
    this.values++;
    const value = new Value("float32", 0);
    value.companions = companions;
    return value;
  }

  recorded(run: () => void): readonly Operation[] {
    const [waiting, recording] = [this.waiting, this.recording];
    this.waiting = [];
    this.recording = true;
    try {
      run();
      return this.waiting;
    } finally {
      this.waiting = waiting;
      this.recording = recording;
    }
  }

  value(dataId: object): Value {
    const known = this.known(dataId);
    if (known !== undefined) return known;
    (tf.engine() as unknown as { moveData(backend: tf.KernelBackend, dataId: object): void }).moveData(this, dataId);
    return this.foreign.get(dataId) as Value;
  }

  private known(dataId: object): Value | undefined {
    return dataId instanceof Value ? dataId : this.foreign.get(dataId);
  }

  /** The numbers are copied: what a caller does to its array later is not seen, as with engines that compute at once. */
  override write(numbers: tf.BackendValues, shape: number[], dtype: tf.DataType): Value {
    const value = new Value(dtype as NumberType, sizeOf(shape));
    if (dtype === "float32" || dtype === "int32" || dtype === "bool") {
      value.numbers = this.pool.take(dtype, value.size);
      value.numbers.set(numbers as Numbers);
    } else {
      // Strings and complex numbers are JavaScript's alone.
      value.numbers = numbers as Numbers;
      value.escaped = true;
    }
    this.values++;
    return value;
  }

  override move(...[dataId, numbers, shape, dtype, references]: Parameters<tf.KernelBackend["move"]>): void {
    const value = this.write(numbers, shape, dtype);
    value.references = references;
    this.foreign.set(dataId, value);
  }

  override readSync(dataId: object): tf.BackendValues {
    const value = this.value(dataId);
    assertComputable(value);
    if (value.numbers === undefined) this.flush();
    value.escaped = true;
    return value.numbers as tf.BackendValues;
  }

  /** Computes after all that is recorded in this turn: what others read then may be computed beside it. */
  override async read(dataId: object): Promise<tf.BackendValues> {
    const value = this.value(dataId);
    value.asked++;
    await Promise.resolve();
    try {
      return this.readSync(value);
    } finally {
      value.asked--;
      if (value.references <= 0) this.recycle(value);
    }
  }

  /** See `readInto` of @lode/core. Computes when all that is recorded in this turn is. */
  async readInto(dataIds: readonly object[], targets: readonly ReadTarget[]): Promise<void> {
    const values = dataIds.map((dataId) => this.value(dataId));
    values.forEach((value, place) => {
      direct(value, targets[place]);
    });
    await Promise.resolve();
    for (const value of values) {
      if (value.waits) this.flush();
      assertComputable(value);
    }
  }

  /** See `laneArray` of @lode/core. */
  laneArray(lane: number, length: number): LaneArray {
    const tensorOver = (place: Pick<Value, "numbers" | "stretch">, shape: readonly number[]): tf.Tensor => {
      const value = Object.assign(new Value("float32", sizeOf(shape)), place, { given: true, escaped: true });
      this.values++;
      return tf.engine().makeTensorFromTensorInfo({ dataId: value, shape: [...shape], dtype: "float32" }, this);
    };
    if (lane > 0) return this.besides.array(lane, length, (array, from, shape) => tensorOver({ numbers: undefined, stretch: { array, from } }, shape));
    return new PooledArray(this.pool, length, (numbers, shape) => tensorOver({ numbers, stretch: undefined }, shape));
  }

  override disposeData(dataId: object, force = false): boolean {
    const value = this.known(dataId);
    // TensorFlow.js disposes of data that kernels of others made, too.
    if (value === undefined) return true;
    value.references = force ? 0 : value.references - 1;
    if (value.references > 0) return false;
    this.values--;
    for (const companion of value.companions) this.disposeData(companion);
    this.recycle(value);
    return true;
  }

  override incRef(dataId: object): void {
    this.value(dataId).references++;
  }

  override refCount(dataId: object): number {
    return this.value(dataId).references;
  }

  override numDataIds(): number {
    return this.values;
  }

  override memory(): { unreliable: boolean } {
    return { unreliable: false };
  }

  override async time(run: () => void): Promise<tf.BackendTimingInfo> {
    const start = performance.now();
    run();
    this.flush();
    return Promise.resolve({ kernelMs: performance.now() - start });
  }

  override floatPrecision(): 16 | 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }

  override dispose(): void {
    this.programs.dispose();
    this.besides.dispose();
    this.pool.clear();
  }

  /** Computes all that waits and that a tensor still holds. */
  private flush(): void {
    if (this.recording) throw new RangeError("a compiled function must not read the numbers of a tensor");
    const waiting = this.waiting;
    this.waiting = [];
    try {
      this.computer.compute(independentParts(waiting));
    } catch (error) {
      for (const { outputs } of waiting) for (const output of outputs) output.failure = error as Error;
      throw error;
    } finally {
      this.release(waiting);
    }
  }

  /** Operations that need no longer wait hold their inputs no longer. */
  private release(operations: readonly Operation[]): void {
    for (const { inputs, outputs } of operations) {
      for (const output of outputs) output.waits = false;
      for (const input of inputs) {
        input.readers--;
        if (input.references <= 0) this.recycle(input);
      }
    }
  }

  /** Gives the memory of a value back that nobody can read any more. */
  private recycle(value: Value): void {
    if (value.numbers === undefined || value.readers > 0 || value.asked > 0) return;
    this.besides.forget(value);
    if (!value.escaped) this.pool.give(value.type, value.numbers);
    value.numbers = undefined;
  }
}

/** Sends numbers to where they are wanted: at once, or when they are computed. */
function direct(value: Value, target: ReadTarget): void {
  const { numbers } = value;
  if (numbers !== undefined) {
    if (target instanceof Float32Array) target.set(numbers);
    else
      target.array.write(target.from, value.size, (stretch) => {
        stretch.set(numbers);
      });
    return;
  }
  value.escaped = true;
  if (target instanceof Float32Array) value.destination = target;
  else if (target.array instanceof OwnArray) value.destination = target.array.numbers.subarray(target.from, target.from + value.size);
  else if (target.array instanceof ArrayInLane) value.stretch = { array: target.array, from: target.from };
}

function assertComputable({ failure }: Value): void {
  if (failure !== undefined) throw new Error(`these numbers were not computed, since this failed before: ${failure.message}`, { cause: failure });
}
