import { cotangents } from "../../trainer/cotangents.js";
import { selectRows } from "../../trainer/select-rows.js";
import type { Batch, Loss } from "../../contracts/batch.js";
import type { Metrics } from "../../contracts/metrics.js";
import type { Policy } from "../../contracts/policy.js";
import { demand } from "../demand.js";
import { difference } from "../difference.js";
import { differingNumber } from "../differing-number.js";
import type { Laws } from "../laws.js";
import { undeclaredMetrics } from "../undeclared-metrics.js";
import { advantageLoss, crossEntropy, scaled } from "./losses.js";
import { tokenizerOf, withPolicy } from "./policy-in-use.js";
import type { PolicySubject } from "./policy-subject.js";
import { randomRows, tokenRows, TOLERANCE } from "./token-rows.js";
import { outputsOf, stored, STEPS, train, trainingBatch } from "./trained.js";

export const trainingLaws: Laws<PolicySubject> = {
  "lowers a loss by its updates": lowersLoss,
  "trains on the loss of what it scores": trainsOnScores,
  "adds up losses and gradients of micro-batches, and of several losses": addsUp,
  "clears the gradient with every step": clearsGradient,
  "reports the gradient's norm and the learning rate of a step, and declares what it reports": reportsSteps,
  "stops at a gradient that is not finite before any weight changes": stopsAtNonFinite,
};

async function lowersLoss(subject: PolicySubject): Promise<void> {
  const batch = tokenRows(randomRows(tokenizerOf(subject)));
  await withPolicy(subject, async (policy) => {
    const losses: number[] = [];
    for (let step = 1; step <= STEPS; step++) {
      losses.push((await policy.accumulate(batch, crossEntropy(batch))).loss);
      await policy.step({ step, of: STEPS });
    }
    const [first, last] = [losses[0], losses[losses.length - 1]];
    demand(
      last < first,
      `In ${STEPS} updates the loss went from ${first} to ${last}`,
      "Step against the gradient, and give this suite options with a learning rate that fits.",
    );
  });
}

async function trainsOnScores(subject: PolicySubject): Promise<void> {
  const batch = trainingBatch(subject);
  const loss = advantageLoss(batch, outputsOf(subject));
  await withPolicy(subject, async (policy) => {
    const expected = await cotangents(loss, await policy.score(batch, loss.wants), batch);
    const found = await policy.accumulate(batch, loss);
    const names = ["loss", ...Object.keys(expected.metrics)];
    const numbers = (of: Metrics): readonly number[] => names.map((name) => of[name]);
    const wrong = differingNumber(names.join(" and "), numbers(found), numbers({ ...expected.metrics, loss: expected.loss }), TOLERANCE * batch.actionTokens);
    demand(
      wrong === undefined,
      `What \`accumulate\` reports is another loss than the scores give: ${wrong}`,
      "Train on what `score` gives, at the batch's temperature, and return `loss` and its metrics.",
    );
  });
}

async function addsUp(subject: PolicySubject): Promise<void> {
  const batch = trainingBatch(subject);
  const loss = advantageLoss(batch, outputsOf(subject));
  const micro = [selectRows(batch, [0, 2]), selectRows(batch, [1]), selectRows(batch, [3])];
  await withPolicy(subject, async (policy) => {
    const state = await stored(policy);
    const collected = async (parts: readonly (readonly [Batch, Loss])[]): Promise<Metrics> => {
      await policy.restore?.(state);
      return collect(policy, parts);
    };
    const whole = await collected([[batch, loss]]);
    expectSameSums(await collected(micro.map((part) => [part, loss])), whole, "of micro-batches");
    const pair = await collected([
      [batch, scaled(loss, 3)],
      [batch, scaled(loss, -2)],
    ]);
    expectSameSums({ ...pair, earned: whole.earned }, whole, "of two losses that add up to it");
  });
}

/** Sums of what `accumulate` reports, and the norm of the gradient. */
async function collect(policy: Policy, parts: readonly (readonly [Batch, Loss])[]): Promise<Metrics> {
  const sums = { loss: 0, earned: 0 };
  for (const [batch, loss] of parts) {
    const { loss: value, earned } = await policy.accumulate(batch, loss);
    sums.loss += value;
    sums.earned += earned;
  }
  const { gradientNorm } = await policy.step({ step: 1, of: STEPS });
  return { ...sums, gradientNorm };
}

function expectSameSums(found: Metrics, whole: Metrics, what: string): void {
  for (const name of ["loss", "earned", "gradientNorm"]) {
    const wrong = `The sum of ${name} ${what} is ${found[name]}, that of the whole is ${whole[name]}`;
    const isSame = Math.abs(found[name] - whole[name]) <= 10 * TOLERANCE * Math.max(1, Math.abs(whole[name]));
    demand(isSame, wrong, "Add each call's gradient to what was collected, divide by nothing, and report each part's own numbers.");
  }
}

async function clearsGradient(subject: PolicySubject): Promise<void> {
  const batch = trainingBatch(subject);
  await withPolicy(subject, async (policy) => {
    await train(subject, policy, [1]);
    await policy.accumulate(batch, scaled(crossEntropy(batch), 0));
    const { gradientNorm } = await policy.step({ step: 2, of: STEPS });
    demand(gradientNorm === 0, `After a step the gradient of a loss of 0 has the norm ${gradientNorm}`, "Let `step` clear the collected gradient.");
  });
}

async function reportsSteps(subject: PolicySubject): Promise<void> {
  const batch = trainingBatch(subject);
  await withPolicy(subject, async (policy) => {
    await policy.accumulate(batch, crossEntropy(batch));
    const metrics = await policy.step({ step: 1, of: STEPS });
    for (const name of ["gradientNorm", "learningRate"]) {
      const isNumber = Number.isFinite(metrics[name]) && metrics[name] >= 0;
      demand(isNumber, `A step reports ${metrics[name]} as ${name}`, "Return `gradientNorm`, before clipping, and `learningRate`.");
    }
    const undeclared = undeclaredMetrics(subject, "policy", metrics);
    demand(
      undeclared.length === 0,
      `A step reports ${undeclared.join(", ")}, which the component does not declare`,
      "Declare unit, reduction and meaning under `metrics`.",
    );
  });
}

async function stopsAtNonFinite(subject: PolicySubject): Promise<void> {
  const batch = trainingBatch(subject);
  await withPolicy(subject, async (policy) => {
    await train(subject, policy, [1]);
    const before = await stored(policy);
    await policy.accumulate(batch, scaled(crossEntropy(batch), NaN));
    const stopped = await policy.step({ step: 2, of: STEPS }).then(
      () => false,
      () => true,
    );
    demand(stopped, "A step went on with a gradient that is not finite", "Throw a UserError NUMBER_NOT_FINITE that names component and step.");
    const changed = difference(await stored(policy), before, "snapshot");
    demand(
      changed === undefined,
      `A step threw at a gradient that is not finite after it had changed the policy: ${changed}`,
      "Look at the norm before anything changes.",
    );
  });
}
