import { tensorBatch, tensorOutputs, type Loss, type OutputName } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import type { RandomCase } from "./random-batch.js";

const STEP = 5e-3;

/** Central differences of a loss in every number of one output, [B,T]; `outputs.held` stays as it is, as a stop-gradient does. */
export async function finiteDifferences({ batch, outputs }: RandomCase, moved: OutputName, loss: Loss): Promise<number[]> {
  const valueAt = async (place: number, step: number): Promise<number> => {
    const value = tf.tidy(() => {
      const tensors = loss.wants.map((name) => tensor(outputs[name], batch));
      const held = loss.wants.map((name) => tensor(outputs[name], batch));
      const bumps = new Float32Array(batch.rows * batch.length);
      bumps[place] = step;
      tensors[loss.wants.indexOf(moved)] = tensors[loss.wants.indexOf(moved)].add(tensor(bumps, batch));
      return loss.compute(tensorOutputs(loss.wants, tensors, held), tensorBatch(batch, loss.needs, loss.accepts)).loss;
    });
    const [number] = await value.data();
    value.dispose();
    return number;
  };
  const places = Array.from(batch.action.keys());
  return Promise.all(places.map(async (place) => ((await valueAt(place, STEP)) - (await valueAt(place, -STEP))) / (2 * STEP)));
}

function tensor(values: Float32Array | undefined, { rows, length }: RandomCase["batch"]): tf.Tensor2D {
  return tf.tensor2d(values ?? [], [rows, length]);
}
