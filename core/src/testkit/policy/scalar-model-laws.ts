import type { Scalar } from "@tensorflow/tfjs";
import type { Batch, Loss } from "../../contracts/batch.js";
import type { Learner } from "../../contracts/learner.js";
import type { OptimizerOptions } from "../../contracts/optimizer-options.js";
import type { Policy, ScalarOptions } from "../../contracts/policy.js";
import { demand } from "../demand.js";
import { difference } from "../difference.js";
import type { Laws } from "../laws.js";
import { withPolicy } from "./policy-in-use.js";
import type { PolicySubject } from "./policy-subject.js";
import { stored, STEPS, train, trainingBatch } from "./trained.js";

/** Of a policy that makes scalar models. */
export const scalarModelLaws: Laws<PolicySubject> = {
  "makes scalar models that score 0 with a head of zeros": hasZeroHead,
  "makes scalar models with random heads, of its own for each name": hasRandomHead,
  "makes scalar models that learn": learns,
  "makes scalar models that score 0 where the policy chose nothing": masks,
  "makes scalar models that start from its present weights": startsFromWeights,
  "makes scalar models that go their own way": goesItsOwnWay,
  "makes scalar models that go on from a snapshot exactly": resumes,
};

const OPTIMIZER: OptimizerOptions = {
  ...{ learningRate: 0.02, schedule: "constant", warmupSteps: 0, gradientClip: 0, weightDecay: 0, beta1: 0.9, beta2: 0.99, epsilon: 1e-8 },
};

/** (score - 1)², summed over the tokens that the policy chose. */
const TO_ONE: Loss = {
  wants: ["scores"],
  needs: [],
  compute: ({ scores }, { action }) => ({ loss: scores.sub(1).square().mul(action).sum<Scalar>(), metrics: {} }),
};

async function hasZeroHead(subject: PolicySubject): Promise<void> {
  await withModel(subject, { head: "zero" }, async (model, batch) => {
    const wrong = (await scoresOf(model, batch)).find((score, place) => batch.action[place] === 1 && score !== 0);
    demand(wrong === undefined, `With the head "zero" a token has the score ${wrong}`, "Fill the head with zeros: a critic starts without an opinion.");
  });
}

async function hasRandomHead(subject: PolicySubject): Promise<void> {
  const scores = (name: string): Promise<Float32Array> => withModel(subject, { name }, (model, batch) => scoresOf(model, batch));
  const [one, again, other] = [await scores("one"), await scores("one"), await scores("other")];
  const isVaried = new Set(one).size > 2 && one.every(Number.isFinite);
  demand(isVaried, `With the head "random" the scores are ${Array.from(one.slice(0, 6)).join(" ")} …`, "Draw the head from the policy's random numbers.");
  const repeated = difference(again, one, "scores");
  demand(repeated === undefined, `Two scalar models of one name differ: ${repeated}`, "Key the head by the policy's RandomStream and the name.");
  demand(difference(other, one) !== undefined, "Scalar models of two names score alike", "Key the head by the name.");
}

async function learns(subject: PolicySubject): Promise<void> {
  await withModel(subject, {}, async (model, batch) => {
    const losses: number[] = [];
    for (let step = 1; step <= STEPS; step++) losses.push(await update(model, batch, step));
    const [first, last] = [losses[0], losses[losses.length - 1]];
    demand(last < first, `In ${STEPS} updates of a scalar model its loss went from ${first} to ${last}`, "Train it with the options that it was given.");
  });
}

async function masks(subject: PolicySubject): Promise<void> {
  await withModel(subject, {}, async (model, batch) => {
    const wrong = (await scoresOf(model, batch)).find((score, place) => batch.action[place] === 0 && score !== 0);
    demand(wrong === undefined, `A scalar model gives the score ${wrong} where \`action\` is 0`, "Give 0 there.");
  });
}

async function startsFromWeights(subject: PolicySubject): Promise<void> {
  await withPolicy(subject, async (policy) => {
    const scores = (): Promise<Float32Array> => madeBy(policy, {}, (model) => scoresOf(model, trainingBatch(subject)));
    const before = await scores();
    await train(subject, policy, [1, 2]);
    demand(
      difference(await scores(), before) !== undefined,
      "Scalar models made before and after an update of the policy score alike",
      "Copy the policy's present weights.",
    );
  });
}

async function goesItsOwnWay(subject: PolicySubject): Promise<void> {
  await withPolicy(subject, async (policy) => {
    const batch = trainingBatch(subject);
    await madeBy(policy, {}, async (model) => {
      const [state, scores] = [await stored(policy), await scoresOf(model, batch)];
      await train(subject, policy, [1]);
      const reached = difference(await scoresOf(model, batch), scores, "scores");
      demand(reached === undefined, `An update of the policy reached the scalar model: ${reached}`, "Give it weights of its own.");
      await policy.restore?.(state);
      await update(model, batch, 1);
      const changed = difference(await stored(policy), state, "snapshot");
      demand(changed === undefined, `An update of the scalar model reached the policy: ${changed}`, "Give it weights of its own.");
    });
  });
}

async function resumes(subject: PolicySubject): Promise<void> {
  await withPolicy(subject, async (policy) => {
    const batch = trainingBatch(subject);
    await madeBy(policy, { name: "one" }, async (model) => {
      await update(model, batch, 1);
      const state = await stored(model);
      await madeBy(policy, { name: "other" }, async (other) => {
        await other.restore?.(state);
        for (const one of [model, other]) await update(one, batch, 2);
        const changed = difference([await scoresOf(other, batch), await stored(other)], [await scoresOf(model, batch), await stored(model)], "state");
        const remedy = "Put weights and optimizer into its snapshot, to the last bit, and take all of it over.";
        demand(changed === undefined, `A scalar model that took over a snapshot differs after another update: ${changed}`, remedy);
      });
    });
  });
}

function withModel<Result>(subject: PolicySubject, options: Partial<ScalarOptions>, use: (model: Learner, batch: Batch) => Promise<Result>): Promise<Result> {
  return withPolicy(subject, (policy) => madeBy(policy, options, (model) => use(model, trainingBatch(subject))));
}

async function madeBy<Result>(policy: Policy, options: Partial<ScalarOptions>, use: (model: Learner) => Promise<Result>): Promise<Result> {
  const model = await policy.scalarModel?.({ head: "random", name: "scalar", optimizer: OPTIMIZER, ...options });
  demand(model !== undefined, 'The definition gives "policy.scalar-model", and the policy has no `scalarModel`', "Write it, or do not say so.");
  try {
    return await use(model);
  } finally {
    await model.dispose?.();
  }
}

async function scoresOf(model: Learner, batch: Batch): Promise<Float32Array> {
  return (await model.score(batch, ["scores"])).scores ?? new Float32Array();
}

async function update(model: Learner, batch: Batch, step: number): Promise<number> {
  const { loss } = await model.accumulate(batch, TO_ONE);
  await model.step({ step, of: STEPS });
  return loss;
}
