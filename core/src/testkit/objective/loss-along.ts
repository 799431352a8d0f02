import * as tf from "@tensorflow/tfjs";
import type { OutputName } from "../../contracts/batch.js";
import type { Objective } from "../../contracts/objective.js";
import { bindObjective } from "../../trainer/bind-objective.js";
import { tensorOutputs } from "../../trainer/cotangents.js";
import { tensorBatch } from "../../trainer/tensor-batch.js";
import type { ComponentSubject } from "../component-subject.js";
import { withNew } from "../with-new.js";
import type { ObjectiveCase } from "./objective-case.js";
import { outputTensors } from "./output-tensors.js";

/** The loss where one output is moved by `step` times a direction, [B,T]. `outputs.held` stays as it is, as a stop-gradient does. */
export type LossAlong = (direction: Float32Array, step: number) => Promise<number>;

export function lossAlong(subject: ComponentSubject<Objective>, { batch, outputs }: ObjectiveCase, name: OutputName): LossAlong {
  return (direction, step) =>
    withNew(subject, async (objective) => {
      const bound = bindObjective(objective, objective.normalisers(batch));
      const { wants, needs, accepts } = bound;
      const moved = { ...outputs, [name]: outputs[name]?.map((value, place) => value + step * direction[place]) };
      const loss = tf.tidy(() => {
        const given = tensorOutputs(wants, outputTensors(wants, moved, batch), outputTensors(wants, outputs, batch));
        return bound.compute(given, tensorBatch(batch, needs, accepts)).loss;
      });
      const [value] = await loss.data();
      loss.dispose();
      return value;
    });
}
