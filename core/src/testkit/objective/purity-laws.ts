import * as tf from "@tensorflow/tfjs";
import type { TensorBatch } from "../../contracts/batch.js";
import type { Objective } from "../../contracts/objective.js";
import { bindObjective } from "../../trainer/bind-objective.js";
import { cotangents, tensorOutputs } from "../../trainer/cotangents.js";
import { tensorBatch } from "../../trainer/tensor-batch.js";
import { demand } from "../demand.js";
import { difference } from "../difference.js";
import type { Laws } from "../laws.js";
import { withNew } from "../with-new.js";
import { tensorReads } from "../tensor-reads.js";
import { objectiveCase, type ObjectiveCase } from "./objective-case.js";
import type { ObjectiveSubject } from "./objective-subject.js";
import { outputTensors } from "./output-tensors.js";

/** An objective is a pure function. */
export const purityLaws: Laws<ObjectiveSubject> = {
  "gives the same result twice": repeats,
  "leaves no tensor behind": leavesNoTensor,
  "changes none of its inputs": changesNothing,
  "reads no tensor back": readsNothing,
};

async function repeats(subject: ObjectiveSubject): Promise<void> {
  const { batch, outputs } = objectiveCase(1);
  const [first, second] = await withNew(subject, async (objective) => {
    const evaluateOnce = () => cotangents(bindObjective(objective, objective.normalisers(batch)), outputs, batch);
    return [await evaluateOnce(), await evaluateOnce()];
  });
  const changed = difference(second, first, "the result");
  demand(
    changed === undefined,
    `A second evaluation of the same batch differs: ${changed}`,
    "Keep no state in an objective, and use neither chance nor clock.",
  );
}

async function leavesNoTensor(subject: ObjectiveSubject): Promise<void> {
  const { batch, outputs } = objectiveCase(1);
  const left = await withNew(subject, async (objective) => {
    const before = tf.memory().numTensors;
    await cotangents(bindObjective(objective, objective.normalisers(batch)), outputs, batch);
    return tf.memory().numTensors - before;
  });
  demand(
    left === 0,
    `One evaluation leaves ${left} tensors behind, expected none`,
    "Do not `tf.keep` and make no `tf.variable`: the caller frees everything else.",
  );
}

async function changesNothing(subject: ObjectiveSubject): Promise<void> {
  const example = objectiveCase(1);
  const untouched = objectiveCase(1).batch;
  const disposed = await withNew(subject, (objective) => disposedInputs(objective, example));
  const changed = difference(example.batch, untouched, "the batch");
  demand(changed === undefined, `The objective changes what it is given: ${changed}`, "Work on copies of the batch's arrays.");
  demand(disposed.length === 0, `The objective disposes tensors that it was given: ${disposed.join(", ")}`, "Dispose nothing: the caller frees all tensors.");
}

function disposedInputs(objective: Objective, example: ObjectiveCase): readonly string[] {
  return tf.tidy(() => {
    const { outputs, columns } = runLoss(objective, example);
    const inputs: [string, unknown][] = [...Object.entries(columns), ...Object.entries(outputs.held), ...Object.entries(outputs)];
    return inputs.filter(([, input]) => input instanceof tf.Tensor && input.isDisposed).map(([name]) => name);
  });
}

async function readsNothing(subject: ObjectiveSubject): Promise<void> {
  const example = objectiveCase(1);
  const reads = await withNew(subject, (objective) => tensorReads(() => tf.tidy(() => void runLoss(objective, example))));
  demand(
    reads.length === 0,
    `The loss reads tensors back by ${reads.join(", ")}, expected tensor operations alone`,
    "Compute with tensors to the end; numbers that depend on the plain batch belong in `normalisers`.",
  );
}

function runLoss(objective: Objective, { batch, outputs }: ObjectiveCase): { outputs: ReturnType<typeof tensorOutputs>; columns: TensorBatch } {
  const bound = bindObjective(objective, objective.normalisers(batch));
  const given = tensorOutputs(bound.wants, outputTensors(bound.wants, outputs, batch), outputTensors(bound.wants, outputs, batch));
  const columns = tensorBatch(batch, bound.needs, bound.accepts);
  bound.compute(given, columns);
  return { outputs: given, columns };
}
