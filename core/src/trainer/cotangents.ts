import * as tf from "@tensorflow/tfjs";
import type { Batch, Loss, OutputName, Outputs, TensorOutputs } from "../contracts/batch.js";
import { tensorBatch } from "./tensor-batch.js";

/** A loss, its metrics, and its derivatives with respect to the outputs it wants, [B,T]. */
export interface Cotangents {
  readonly loss: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly gradients: Outputs;
}

/**
 * Differentiates a loss with respect to the outputs, for a policy without a tape of its own (an exact table, a remote server):
 * such a policy multiplies these by its own derivatives. Outputs are plain arrays, [B,T]. Nothing leaks.
 */
export async function cotangents(loss: Loss, outputs: Outputs, batch: Batch): Promise<Cotangents> {
  const names = loss.wants;
  const shape: [number, number] = [batch.rows, batch.length];
  const results = tf.tidy(() => {
    const columns = tensorBatch(batch, loss.needs, loss.accepts);
    const held = names.map((name) => outputTensor(outputs, name, shape));
    let metrics: Readonly<Record<string, tf.Scalar>> = {};
    const differentiate = tf.valueAndGrads((...variables: tf.Tensor[]) => {
      const value = loss.compute(tensorOutputs(names, variables as tf.Tensor2D[], held), columns);
      metrics = value.metrics;
      Object.values(metrics).forEach((metric) => tf.keep(metric));
      // An output that the loss does not use has gradient 0; tfjs would throw for it.
      return variables.reduce((sum, output) => sum.add<tf.Scalar>(output.sum().mul(0)), value.loss);
    });
    const { value, grads } = differentiate(held.map((tensor) => tensor.clone()));
    return { loss: value, grads, metrics };
  });
  const read = async (tensor: tf.Tensor): Promise<Float32Array> => (await tensor.data()) as Float32Array;
  const entries = await Promise.all(Object.entries(results.metrics).map(async ([name, tensor]) => [name, (await read(tensor))[0]] as const));
  const gradients = await Promise.all(names.map(async (name, place) => [name, await read(results.grads[place])] as const));
  const value = (await read(results.loss))[0];
  tf.dispose([results.loss, ...results.grads, ...Object.values(results.metrics)]);
  return { loss: value, metrics: Object.fromEntries(entries), gradients: Object.fromEntries(gradients) };
}

/** Outputs as a loss sees them: `tensors` on the tape, `held` as constants, both in the order of `names`. */
export function tensorOutputs(names: readonly OutputName[], tensors: readonly tf.Tensor2D[], held: readonly tf.Tensor2D[]): TensorOutputs {
  const record = (values: readonly tf.Tensor2D[]): Record<string, tf.Tensor2D> => Object.fromEntries(names.map((name, place) => [name, values[place]]));
  return { ...record(tensors), held: record(held) } as unknown as TensorOutputs;
}

function outputTensor(outputs: Outputs, name: OutputName, shape: [number, number]): tf.Tensor2D {
  const values = outputs[name];
  if (values === undefined) throw new RangeError(`the learner gave no output ${name}`);
  return tf.tensor2d(values, shape, "float32");
}
