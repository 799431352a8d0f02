import { registerOnnxBackend } from "@lode/engine-onnx";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";

export type OnnxBackend = ReturnType<typeof registerOnnxBackend>;

interface OnnxInUse {
  readonly backend: OnnxBackend;
  /** What it has warned of since it was made. */
  readonly warnings: readonly string[];
}

/** Makes a new ONNX backend tfjs's for the tests of a `describe`, and gives tfjs's own back. */
export function onOnnx({ threads = 1 } = {}): OnnxInUse {
  const warnings: string[] = [];
  const use = { warnings } as { backend: OnnxBackend; warnings: string[] };
  before(async () => {
    if ((tf.findBackendFactory("onnx") as unknown) != null) tf.removeBackend("onnx");
    use.backend = registerOnnxBackend({ provider: "cpu", threads }, (message) => warnings.push(message));
    await tf.setBackend("onnx");
  });
  after(async () => {
    await tf.setBackend("cpu");
    use.backend.dispose();
  });
  return use;
}

interface Described {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly numbers: readonly number[];
}

/** What an operation gives on an engine; nothing is left behind. */
async function resultsOn(engine: "cpu" | "onnx", compute: () => tf.Tensor | tf.Tensor[]): Promise<readonly Described[]> {
  await tf.setBackend(engine);
  try {
    const results = [tf.tidy(compute)].flat();
    const described = results.map(async (tensor) => ({ dtype: tensor.dtype, shape: tensor.shape, numbers: Array.from(await tensor.data()) }));
    const all = await Promise.all(described);
    tf.dispose(results);
    return all;
  } finally {
    await tf.setBackend("onnx");
  }
}

/** An operation gives on ONNX Runtime what it gives on tfjs's own engine, to a relative tolerance. */
export async function expectAsOnCpu(compute: () => tf.Tensor | tf.Tensor[], tolerance = 2e-6): Promise<void> {
  const [expected, found] = [await resultsOn("cpu", compute), await resultsOn("onnx", compute)];
  expect(found.map(({ dtype, shape }) => ({ dtype, shape }))).to.deep.equal(expected.map(({ dtype, shape }) => ({ dtype, shape })));
  found.forEach(({ numbers }, output) => expectClose(numbers, expected[output].numbers, tolerance));
}

/** Numbers are equal to a tolerance, relative to those above 1; infinities, NaNs and places are the same. */
export function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 2e-6): void {
  expect(found.length).to.equal(expected.length);
  for (let place = 0; place < expected.length; place++) {
    const [value, wanted] = [found[place], expected[place]];
    const close = Object.is(value, wanted) || value === wanted || Math.abs(value - wanted) <= tolerance * Math.max(1, Math.abs(wanted));
    if (!close) expect.fail(`${value} at ${place} instead of ${wanted}`);
  }
}

/** Numbers of both signs, the same for a name every time. */
export function someTensor(shape: readonly number[], seed = 1): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, place) => 2 * Math.sin(seed * 12.9898 + place * 78.233)),
    [...shape],
  );
}
