import type { Batch } from "../../contracts/batch.js";
import type { ValueModel } from "../../contracts/value-model.js";
import type { ComponentSubject } from "../component-subject.js";
import { deadOptions } from "../dead-options.js";
import { demand } from "../demand.js";
import { difference } from "../difference.js";
import type { Laws } from "../laws.js";
import { randomBatch } from "../random-batch.js";
import { goesOnFromSnapshot, keepsNoTensor, repeatsHistory } from "../state-laws.js";
import { undeclaredMetrics } from "../undeclared-metrics.js";
import { withNew } from "../with-new.js";
import { invarianceLaws } from "./invariance-laws.js";
import { learningBatch, rewardedBatch, valueStep } from "./value-step.js";

type Subject = ComponentSubject<ValueModel>;

/** What holds of every value model. */
export const valueModelLaws: Laws<Subject> = {
  "gives a finite number for every token": givesEveryToken,
  ...invarianceLaws,
  "learns towards the returns": learns,
  "does not learn by being asked": learnsNothingByAnswering,
  "leaves what it gave as it was when it learns": leavesValues,
  "does the same from the same history": (subject) => repeatsHistory(subject, valueStep),
  "goes on exactly from a snapshot": (subject) => goesOnFromSnapshot(subject, valueStep),
  "leaves no tensor behind": (subject) => keepsNoTensor(subject, valueStep),
  "changes none of its inputs": changesNothing,
  "declares every metric that it gives": declaresMetrics,
  "has no option without effect": hasNoDeadOption,
};

const UPDATES = 20;

async function givesEveryToken(subject: Subject): Promise<void> {
  const batch = rewardedBatch(1);
  const size = batch.rows * batch.length;
  const values = await withNew(subject, (model) => model.values(batch));
  const fits = values instanceof Float32Array && values.length === size;
  demand(
    fits,
    `Values are ${values.constructor.name} of ${values.length}, expected a Float32Array of ${size} numbers: [B,T]`,
    "Give every token a number, with padding.",
  );
  const wrong = values.find((value, place) => batch.action[place] === 1 && !Number.isFinite(value));
  demand(wrong === undefined, `The value of an action token is ${wrong}, expected finite numbers`, "Guard divisions and logarithms.");
}

async function learns(subject: Subject): Promise<void> {
  const batch = rewardedBatch(1);
  const [before, after] = await withNew(subject, async (model) => {
    const error = async (): Promise<number> => squaredError(await model.values(batch), learningBatch(batch, new Float32Array(batch.action.length)));
    const first = await error();
    for (let step = 1; step <= UPDATES; step++) await model.learn(learningBatch(batch, (await model.values(batch)).slice()), { step, of: UPDATES });
    return [first, await error()];
  });
  demand(
    after < before,
    `The mean squared error against the returns was ${before} and is ${after} after ${UPDATES} updates on one batch, expected less`,
    "Look at the sign of the step, and whether `learn` reaches the weights that `values` reads.",
  );
}

function squaredError(values: Float32Array, { action, returns = new Float32Array(), actionTokens }: Batch): number {
  return values.reduce((sum, value, place) => (action[place] === 1 ? sum + (value - returns[place]) ** 2 : sum), 0) / actionTokens;
}

async function learnsNothingByAnswering(subject: Subject): Promise<void> {
  const batch = rewardedBatch(1);
  const [first, second] = await withNew(subject, async (model) => [(await model.values(batch)).slice(), (await model.values(batch)).slice()]);
  const changed = difference(second, first, "values");
  demand(changed === undefined, `Asked a second time without \`learn\` in between, the model answers otherwise: ${changed}`, "Change state in `learn` alone.");
}

async function leavesValues(subject: Subject): Promise<void> {
  const batch = rewardedBatch(1);
  const [given, asGiven] = await withNew(subject, async (model) => {
    const values = await model.values(batch);
    const copy = values.slice();
    await model.learn(learningBatch(batch, copy.slice()), { step: 1, of: 6 });
    return [values, copy];
  });
  const changed = difference(given, asGiven, "values");
  demand(changed === undefined, `What the model gave changes when it learns: ${changed}`, "Give arrays that the model does not write to again.");
}

async function changesNothing(subject: Subject): Promise<void> {
  const batch = rewardedBatch(1);
  await withNew(subject, async (model) => {
    const values = (await model.values(batch)).slice();
    const given = learningBatch(batch, values.slice());
    await model.learn(given, { step: 1, of: 6 });
    const changed = difference(given, learningBatch(rewardedBatch(1), values), "the batch");
    demand(changed === undefined, `The model changes what it is given: ${changed}`, "Work on copies of the batch's arrays.");
  });
}

async function declaresMetrics(subject: Subject): Promise<void> {
  const { learnt } = await withNew(subject, (model) => valueStep(model, 1));
  const undeclared = undeclaredMetrics(subject, "value-model", learnt);
  demand(undeclared.length === 0, `The metrics ${undeclared.join(", ")} are not declared`, "Give unit, reduction and meaning in the component's `metrics`.");
}

/** Values at collection differ from the model's own here, as they do in later epochs. */
async function hasNoDeadOption(subject: Subject): Promise<void> {
  const dead = await deadOptions(subject, (options) =>
    withNew({ ...subject, options }, async (model) => {
      const observed: Record<string, ArrayLike<number>> = {};
      for (const step of [1, 2, 3]) {
        const learnt = await model.learn(randomBatch(step), { step, of: 6 });
        for (const [name, value] of Object.entries(learnt)) observed[`step ${step} ${name}`] = [value];
        observed[`step ${step}`] = (await model.values(rewardedBatch(1))).slice();
      }
      return observed;
    }),
  );
  demand(
    dead.length === 0,
    `No other value that was tried of the options ${dead.join(", ")} changes values or what is learnt`,
    "Read the option, take it out, or give values of it that make a difference in the suite's `otherValues`.",
  );
}
