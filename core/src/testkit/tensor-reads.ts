import * as tf from "@tensorflow/tfjs";

const READS = ["data", "dataSync", "array", "arraySync", "buffer", "bufferSync", "bytes"];

type Read = (this: tf.Tensor, ...given: unknown[]) => unknown;

/** The methods by which `run` reads numbers of tensors back, each once. They do their work all the same. */
export function tensorReads(run: () => void): readonly string[] {
  const methods = tf.Tensor.prototype as unknown as Record<string, Read>;
  const originals = READS.map((name) => [name, methods[name]] as const).filter(([, original]) => original !== undefined);
  const seen = new Set<string>();
  for (const [name, original] of originals) {
    methods[name] = function (...given) {
      seen.add(name);
      return original.apply(this, given);
    };
  }
  try {
    run();
  } finally {
    for (const [name, original] of originals) methods[name] = original;
  }
  return [...seen];
}
