import * as tf from "@tensorflow/tfjs";
import type { Batch, OutputName, Outputs } from "../../contracts/batch.js";
import type { Objective } from "../../contracts/objective.js";
import { bindObjective } from "../../trainer/bind-objective.js";
import { tensorOutputs } from "../../trainer/cotangents.js";
import { tensorBatch } from "../../trainer/tensor-batch.js";
import type { ComponentSubject } from "../component-subject.js";
import { withNew } from "../with-new.js";
import type { ObjectiveCase } from "./objective-case.js";

/** The loss where one output is moved by `step` times a direction, [B,T]. `outputs.held` stays as it is, as a stop-gradient does. */
export type LossAlong = (direction: Float32Array, step: number) => Promise<number>;

export function lossAlong(subject: ComponentSubject<Objective>, { batch, outputs }: ObjectiveCase, name: OutputName): LossAlong {
  return (direction, step) =>
    withNew(subject, async (objective) => {
      const { wants, needs, accepts, compute } = bindObjective(objective, objective.normalisers(batch));
      const moved = { ...outputs, [name]: outputs[name]?.map((value, place) => value + step * direction[place]) };
      const loss = tf.tidy(() => compute(tensorOutputs(wants, tensors(moved, wants, batch), tensors(outputs, wants, batch)), tensorBatch(batch, needs, accepts)).loss);
      const [value] = await loss.data();
      loss.dispose();
      return value;
    });
}

function tensors(outputs: Outputs, wants: readonly OutputName[], { rows, length }: Batch): readonly tf.Tensor2D[] {
  return wants.map((name) => tf.tensor2d(outputs[name] ?? new Float32Array(), [rows, length], "float32"));
}
