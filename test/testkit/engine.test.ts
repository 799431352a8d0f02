import { options, Type, type Engine } from "@lode/core";
import { describeEngine } from "@lode/core/testkit";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { brokenLaws, proveLaws, type Suite } from "./broken-laws.js";

type Kernel = tf.KernelFunc;
type Call = Parameters<Kernel>[0];
type Backend = tf.KernelBackend & { read(id: object): Promise<unknown>; write(values: Float32Array, shape: number[], type: string): object };

/** How a fake engine differs from tfjs's own. */
interface Change {
  readonly kernel?: readonly [name: string, change: (sound: Kernel) => Kernel];
  readonly backend?: (backend: Backend) => void;
  readonly load?: (name: string) => Promise<unknown>;
}

const registered: string[] = [];

/** The suite on a copy of tfjs's own engine with a change. */
function suite({ kernel, backend, load = tf.setBackend }: Change = {}): Suite {
  const name = `fake-${registered.length}`;
  registered.push(name);
  return (runner) =>
    describeEngine(runner, {
      name,
      load: async () => {
        tf.registerBackend(name, () => {
          const copy = (tf.findBackendFactory("cpu") as () => Backend)();
          backend?.(copy);
          return copy;
        });
        for (const config of tf.getKernelsForBackend("cpu")) {
          const { kernelName, kernelFunc } = config;
          tf.registerKernel({ ...config, backendName: name, kernelFunc: kernel?.[0] === kernelName ? kernel[1](kernelFunc) : kernelFunc });
        }
        await load(name);
      },
    } satisfies Engine);
}

interface Data {
  readonly values: Float32Array;
  readonly refCount: number;
}

/** What tfjs's own backend keeps of a tensor. */
function dataOf(backend: object, id: object): Data {
  return (backend as { readonly data: { get(id: object): Data } }).data.get(id);
}

/** A kernel that changes the numbers that the sound one gave. */
function changed(name: string, change: (numbers: Float32Array, call: Call) => void): Change {
  return {
    kernel: [
      name,
      (sound) => (call) => {
        const output = sound(call) as tf.TensorInfo;
        change(dataOf(call.backend, output.dataId).values, call);
        return output;
      },
    ],
  };
}

/** An exponential that overflows before it is divided. */
function naiveSoftmax(numbers: Float32Array, { inputs, backend }: Call): void {
  const { values } = (backend as unknown as { data: Map<object, { values: Float32Array }> }).data.get(
    (inputs as Record<string, tf.TensorInfo>).logits.dataId,
  ) ?? { values: numbers };
  for (let row = 0; row < numbers.length; row += 4) {
    const exponentials = values.subarray(row, row + 4).map(Math.exp);
    const sum = exponentials.reduce((total, value) => total + value, 0);
    numbers.set(
      exponentials.map((value) => value / sum),
      row,
    );
  }
}

let times = 0;

describe("describeEngine", () => {
  after(() => {
    for (const name of registered) {
      for (const { kernelName } of tf.getKernelsForBackend(name)) tf.unregisterKernel(kernelName, name);
      if ((tf.findBackendFactory(name) as unknown) != null) tf.removeBackend(name);
    }
  });

  proveLaws(suite(), {
    "makes its backend that of TensorFlow.js when it is loaded": suite({ load: async () => undefined }),
    "adds, multiplies and compares sizes as plain arrays do, gradients too": suite(
      changed("SquaredDifference", (numbers) => numbers.set(numbers.map(Math.sqrt))),
    ),
    "has functions of single numbers, and their gradients": suite(changed("Tanh", (numbers) => numbers.set(numbers.map(Math.abs)))),
    "chooses by comparison, and the gradient follows": suite(changed("ClipByValue", (numbers) => numbers.set(numbers.map((value) => Math.max(0, value))))),
    "reduces rows, columns and all, and the gradient follows": suite(changed("Cumsum", (numbers, { attrs }) => attrs?.reverse && numbers.reverse())),
    "has softmax and its logarithm for logits of any size, gradients too": suite(changed("Softmax", naiveSoftmax)),
    "multiplies matrices, transposed or not, gradients too": suite(
      changed("BatchMatMul", (numbers, { attrs }) => attrs?.transposeA && attrs.transposeB && numbers.fill(1)),
    ),
    "moves numbers to other shapes, and the gradient back": suite(changed("Reverse", (numbers) => numbers.reverse())),
    "looks rows up by whole numbers, and adds gradients of a row up": suite(changed("UnsortedSegmentSum", (numbers) => numbers.set(numbers.map(Math.sign)))),
    "converts between types as TensorFlow.js does": suite({
      kernel: [
        "Cast",
        (sound) => (call) =>
          sound(call.attrs?.dtype === "int32" && (call.inputs as Record<string, tf.TensorInfo>).x.dtype === "float32" ? rounded(call) : call),
      ],
    }),
    "lets numbers that are not finite through": suite(changed("Log", (numbers) => numbers.set(numbers.map((value) => Math.max(-80, value))))),
    "gives the same bits every time": suite(changed("Exp", (numbers) => numbers.set(numbers.map((value) => value * (1 + 1e-6 * (times++ % 7)))))),
    "keeps a clone alive without its original, and the other way round": suite({
      backend: (backend) => {
        const dispose = backend.disposeData.bind(backend);
        backend.disposeData = (id, force) => {
          const { values, refCount } = dataOf(backend, id);
          if (refCount > 1 && values.length === 64) values.fill(0);
          return dispose(id, force);
        };
      },
    }),
    "reads numbers asynchronously, though the tensor is disposed meanwhile": suite({
      backend: (backend) => {
        const read = backend.read.bind(backend);
        backend.read = async (id) => Promise.resolve().then(() => read(id));
      },
    }),
    "frees all that `tidy` and `dispose` give up": suite({
      kernel: [
        "Relu",
        (sound) => (call) => {
          (call.backend as unknown as Backend).write(new Float32Array(1), [1], "float32");
          return sound(call);
        },
      ],
    }),
  });
});

describe("describeEngine of an engine with options", () => {
  it("loads it with their defaults", async () => {
    let seen: unknown;
    const schema = options({ threads: Type.Integer({ default: 3 }), device: Type.Optional(Type.String()) });
    const load = async (given?: object): Promise<void> => {
      seen = given;
      await tf.setBackend("cpu");
    };
    const engine = { name: "fake with options", options: schema, load };
    await brokenLaws((runner) => describeEngine(runner, engine));
    expect(seen).to.deep.equal({ threads: 3 });
  });
});

/** The call with its input rounded to the nearest whole numbers. */
function rounded(call: Call): Call {
  const { x } = call.inputs as Record<string, tf.TensorInfo>;
  const { values } = dataOf(call.backend, x.dataId);
  values.set(values.map(Math.round));
  return call;
}
