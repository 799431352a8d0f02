import type { Batch, Verifier } from "@lode/core";
import type * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { atCall } from "./at-call.js";
import { core } from "./core.js";
import { never, stepInputs } from "./step-inputs.js";
import { toyRun, type ToyRun } from "./toy-run.js";
import { rejection } from "../sampling/rejection.js";
import type { StepOutcome } from "../../core/src/trainer/step.js";
import type { RunComponents } from "../../core/src/trainer/run-components.js";

const { trainStep } = core("trainer/step");

const PLAN = { promptsPerStep: 2, epochs: 1, miniBatches: 1, policyFrozenSteps: 0, mismatchLimit: 0.1, unsettledLimit: 0.5 };
const CHANGES = ["rewardModel.learn", "valueModel.learn", "policy.accumulate", "policy.step"];

const abstaining: Verifier = { verify: async (attempts) => attempts.map(() => ({ outcome: "abstain", reason: "no idea" })) };

function step(run: RunComponents, plan: Partial<typeof PLAN> = {}, signal = never): Promise<StepOutcome> {
  return trainStep(run, { step: 1, of: 9 }, { ...PLAN, ...plan }, stepInputs(run.dataset, signal));
}

/** The calls that change weights. */
function changes({ calls }: ToyRun): readonly string[] {
  return calls.filter((call) => CHANGES.some((change) => call.startsWith(change)));
}

describe("trainStep", () => {
  it("calls sampler, verifier, reward, advantage, selection, columns, weights, learners and publish in this order", async () => {
    const run = await toyRun();
    await step(run);
    expect(run.calls).to.deep.equal([
      ...["sampler.sample 2", "policy.generate 1", "verifier.verify 3", "policy.generate 1", "verifier.verify 3"],
      ...["policy.score logprobs 3", "rewardModel.reward 6", "valueModel.values 6", "advantage.estimate 6", "selection.select 6"],
      ...["policy.score logprobs 6", "reference.score 6", "rewardModel.weights 6"],
      ...["rewardModel.learn 6", "valueModel.learn 6", "objective.normalisers 6", "policy.accumulate 6", "policy.step", "policy.publish"],
    ]);
  });

  it("does what a gradient step of the objective does: one weight, by hand", async () => {
    const run = await toyRun();
    const { batch, metrics } = await step(run);
    // At ratio 1 the gradient of -Σ A·exp(w - old)/tokens is minus the mean advantage.
    const mean = batch.action.reduce((sum, action, place) => sum + action * (batch.advantages?.[place] ?? NaN), 0) / batch.actionTokens;
    expect(run.policy.weight).to.be.closeTo(0.1 * mean, 1e-6);
    expect(metrics["objective/loss"]).to.be.closeTo(-mean, 1e-6);
    expect(metrics["policy/gradientNorm"]).to.be.closeTo(Math.abs(mean), 1e-6);
  });

  it("reports the step: counts, outcomes, rewards, and each component's metrics under its area", async () => {
    const run = await toyRun();
    const { metrics, batch } = await step(run);
    const correct = batch.verdicts.filter(({ outcome }) => outcome === "correct").length;
    expect(correct).to.be.within(1, 5);
    expect(metrics).to.deep.include({
      ...{ "sampling/groups": 2, "sampling/groupsDropped": 0, "sampling/rollouts": 6, "sampling/tokens": batch.actionTokens },
      ...{ "sampling/meanLength": batch.actionTokens / 6, "sampling/truncated": 0, "selection/rows": 6, "selection/tokens": batch.actionTokens },
      ...{ "verifier/correct": correct / 6, "verifier/abstain": 0, "reward/certainty": 0.5, "reward-model/loss": 1, "value-model/loss": 1 },
      ...{ "objective/share": 1, "policy/learningRate": 0.1 },
    });
    expect(metrics["reward/mean"]).to.be.closeTo((2 * correct - 6) / 6, 1e-6);
  });

  it("takes token weights from the reward model as it was before it learns, and old log-probabilities from the policy before it steps", async () => {
    const run = await toyRun();
    await step(run);
    const { selected } = await step(run);
    expect(new Set(selected.tokenWeights)).to.deep.equal(new Set([0.5]));
    expect(run.rewardModel.updates).to.equal(2);
    const before = (await step(run)).selected;
    expect(new Set(before.oldLogprobs?.filter((_, place) => before.action[place] === 1)).size).to.equal(1);
    expect(before.oldLogprobs?.find((value) => value !== 0)).to.not.be.closeTo(run.policy.weight - 2, 1e-7);
    expect(new Set(before.refLogprobs)).to.deep.equal(new Set([0, -2]));
  });

  it("trains only on the rows that the selection chose, and asks for columns of training and weights for them alone", async () => {
    const run = await toyRun();
    const { rows, selected, batch, metrics } = await step({ ...run, selection: { select: () => [1, 4] } });
    expect(run.calls.slice(9)).to.deep.equal([
      ...["policy.score logprobs 2", "reference.score 2", "rewardModel.weights 2", "rewardModel.learn 2", "valueModel.learn 2"],
      ...["objective.normalisers 2", "policy.accumulate 2", "policy.step", "policy.publish"],
    ]);
    expect(rows).to.deep.equal([1, 4]);
    expect(selected.rollouts).to.deep.equal([batch.rollouts[1], batch.rollouts[4]]);
    expect(metrics).to.include({ "selection/rows": 2, "selection/tokens": selected.actionTokens, "sampling/rollouts": 6 });
  });

  it("gives the selection a stream of its own step", async () => {
    const run = await toyRun();
    const seen: number[] = [];
    const select = (_: Batch, random: { uniform(place: number): number }): number[] => {
      seen.push(random.uniform(0));
      return [0];
    };
    await step({ ...run, selection: { select } });
    await step({ ...run, selection: { select } });
    expect(seen[0]).to.equal(seen[1]);
    expect(seen[0]).to.not.equal(stepInputs(run.dataset).random.uniform(0));
  });

  it("lets reward model and critic learn while the policy is frozen, up to and with the last frozen step", async () => {
    for (const [policyFrozenSteps, expected] of [
      [1, ["rewardModel.learn 6", "valueModel.learn 6"]],
      [0, ["rewardModel.learn 6", "valueModel.learn 6", "policy.accumulate 6", "policy.step"]],
    ] as const) {
      const run = await toyRun();
      const { metrics } = await step(run, { policyFrozenSteps });
      expect(changes(run)).to.deep.equal(expected);
      expect(run.policy.version).to.equal(1);
      expect("objective/loss" in metrics).to.equal(policyFrozenSteps === 0);
    }
  });

  it("changes no weight when no row is selected, and still reports the step", async () => {
    const run = await toyRun();
    const { metrics, rows } = await step({ ...run, selection: { select: () => [] } });
    expect(changes(run)).to.deep.equal([]);
    expect(run.calls).to.not.include("rewardModel.weights 0");
    expect(run.calls.at(-1)).to.equal("policy.publish");
    expect(rows).to.deep.equal([]);
    expect(metrics).to.include({ "selection/rows": 0, "selection/tokens": 0, "sampling/rollouts": 6 });
    expect(metrics).to.include.keys("reward/mean", "verifier/correct");
  });

  it("goes on when nothing can be judged, if that is allowed: no component is asked about no rollouts", async () => {
    const run = await toyRun();
    const { metrics } = await step({ ...run, verifier: abstaining }, { unsettledLimit: 1 });
    expect(run.calls.filter((call) => !call.startsWith("policy.generate"))).to.deep.equal(["sampler.sample 2", "policy.publish"]);
    expect(metrics).to.include({ "verifier/abstain": 1, "sampling/groupsDropped": 2, "sampling/rollouts": 6, "selection/rows": 0 });
  });

  it("stops before it changes anything when too little can be judged", async () => {
    const run = await toyRun();
    const error = await rejection(step({ ...run, verifier: abstaining }));
    expect(error).to.deep.include({ code: "VERDICTS_UNSETTLED", place: { component: "verifier, step 1" } });
    expect(changes(run)).to.deep.equal([]);
  });

  it("works without verifier, reward model, critic and advantage: supervised training", async () => {
    const run = await toyRun();
    const none = { verifier: null, rewardModel: null, valueModel: null, advantage: null, reference: null };
    const loss: ToyRun["objective"]["loss"] = ({ logprobs }, { action }, { tokens }) => ({
      loss: logprobs.mul(action).sum<tf.Scalar>().neg().div(tokens),
      metrics: {},
    });
    const { metrics } = await step({ ...run, ...none, columns: { reward: [], advantage: [], training: [] }, objective: { ...run.objective, needs: [], loss } });
    expect(changes(run)).to.deep.equal(["policy.accumulate 6", "policy.step"]);
    expect(run.policy.weight).to.be.closeTo(0.1, 1e-6);
    expect(Object.keys(metrics).filter((name) => /^(verifier|reward|value|reward-model)\//.test(name))).to.deep.equal([]);
  });

  it("stops at an abort only while no weight has changed, with the signal's reason", async () => {
    const whole = await toyRun();
    await step(whole);
    const reason = new Error("stop");
    for (let moment = 0; moment < whole.calls.length; moment++) {
      const stop = new AbortController();
      const run = await toyRun(atCall(moment, () => stop.abort(reason)));
      const error = await step(run, {}, stop.signal).then(
        () => undefined,
        (failure: unknown) => failure,
      );
      const first = whole.calls.findIndex((call) => call.startsWith("rewardModel.weights"));
      if (moment < first) {
        expect(error, whole.calls[moment]).to.equal(reason);
        expect(changes(run)).to.deep.equal([]);
        expect(run.policy.version).to.equal(0);
      } else {
        expect(error, whole.calls[moment]).to.equal(undefined);
        expect(run.calls).to.deep.equal(whole.calls);
        expect(run.policy.weight).to.equal(whole.policy.weight);
      }
    }
  });
});

describe("trainStep on numbers that are not finite", () => {
  const poisoned = (batch: Batch, place: number): Float32Array => new Float32Array(batch.rows * batch.length).fill(0).fill(NaN, place, place + 1);
  /** The first action token of the fifth row: problem p1, rollout 1. */
  const actionOf = (batch: Batch): number => 4 * batch.length + batch.action.subarray(4 * batch.length).indexOf(1);
  const inRow = (batch: Batch): Float32Array => poisoned(batch, actionOf(batch));
  const ROLLOUT = "step 1, problem p1, rollout 1";

  const cases: readonly (readonly [string, (run: ToyRun) => Partial<RunComponents>, string])[] = [
    ["a reward", () => ({ rewardModel: { reward: async () => ({ rewards: Float32Array.of(1, 1, 1, 1, Infinity, 1) }) } }), `reward model, ${ROLLOUT}`],
    [
      "a token reward",
      () => ({ rewardModel: { reward: async (batch) => ({ rewards: new Float32Array(6), tokenRewards: inRow(batch) }) } }),
      `reward model, ${ROLLOUT}`,
    ],
    [
      "a value",
      (run) => ({ valueModel: { values: async (batch) => inRow(batch), learn: run.valueModel.learn.bind(run.valueModel) } }),
      `value model, ${ROLLOUT}`,
    ],
    ["an advantage", () => ({ advantage: { estimate: (batch) => ({ advantages: inRow(batch) }) } }), `advantage, ${ROLLOUT}`],
    [
      "a return",
      () => ({ advantage: { estimate: (batch) => ({ advantages: new Float32Array(batch.tokens.length), returns: inRow(batch) }) } }),
      `advantage, ${ROLLOUT}`,
    ],
    ["a log-probability of the reference", () => ({ reference: { score: async (batch) => ({ logprobs: inRow(batch) }) } }), `reference policy, ${ROLLOUT}`],
    [
      "a token weight",
      (run) => ({ rewardModel: { reward: run.rewardModel.reward.bind(run.rewardModel), weights: async (batch) => inRow(batch) } }),
      `reward model's token weights, ${ROLLOUT}`,
    ],
  ];
  for (const [what, change, component] of cases) {
    it(`names ${what} with its component, step and rollout, before any weight changes`, async () => {
      const run = await toyRun();
      const error = await rejection(step({ ...run, ...change(run) }));
      expect(error).to.deep.include({ code: "NUMBER_NOT_FINITE", place: { component } });
      expect(changes(run)).to.deep.equal([]);
    });
  }

  it("names the old log-probabilities' policy", async () => {
    const run = await toyRun();
    run.policy.score = async (batch) => ({ logprobs: inRow(batch) });
    expect(await rejection(step(run, { mismatchLimit: 9 }))).to.deep.include({ code: "NUMBER_NOT_FINITE", place: { component: `policy, ${ROLLOUT}` } });
  });

  it("names the loss before the optimizer steps", async () => {
    const run = await toyRun();
    const loss: ToyRun["objective"]["loss"] = ({ logprobs }) => ({ loss: logprobs.mul(NaN).sum(), metrics: {} });
    const error = await rejection(step({ ...run, objective: { ...run.objective, loss } }));
    expect(error).to.deep.include({ code: "NUMBER_NOT_FINITE", place: { component: "objective/loss, step 1" } });
    expect(run.calls).to.not.include("policy.step");
    expect(run.policy.weight).to.equal(0);
  });

  it("names a metric", async () => {
    const run = await toyRun();
    run.valueModel.learn = async () => ({ error: Infinity });
    expect(await rejection(step(run))).to.deep.include({ code: "NUMBER_NOT_FINITE", place: { component: "value-model/error, step 1" } });
  });

  it("minds only tokens that the policy chose", async () => {
    const run = await toyRun();
    const outside = (batch: Batch): Float32Array => Float32Array.from(batch.action, (action) => (action === 1 ? 1 : NaN));
    await step({ ...run, advantage: { estimate: (batch) => ({ advantages: outside(batch) }) } });
    expect(run.policy.weight).to.be.closeTo(0.1, 1e-6);
  });
});

describe("trainStep on arrays of the wrong length", () => {
  const wrong = new Float32Array(5);
  const cases: readonly (readonly [string, (run: ToyRun) => Partial<RunComponents>, string])[] = [
    ["rewards", () => ({ rewardModel: { reward: async () => ({ rewards: wrong }) } }), "reward model"],
    ["token rewards", () => ({ rewardModel: { reward: async () => ({ rewards: new Float32Array(6), tokenRewards: wrong }) } }), "reward model"],
    ["values", (run) => ({ valueModel: { values: async () => wrong, learn: run.valueModel.learn.bind(run.valueModel) } }), "value model"],
    ["advantages", () => ({ advantage: { estimate: () => ({ advantages: wrong }) } }), "advantage"],
    ["returns", () => ({ advantage: { estimate: (batch) => ({ advantages: new Float32Array(batch.tokens.length), returns: wrong }) } }), "advantage"],
    ["log-probabilities of the reference", () => ({ reference: { score: async () => ({ logprobs: wrong }) } }), "reference policy"],
    [
      "token weights",
      (run) => ({ rewardModel: { reward: run.rewardModel.reward.bind(run.rewardModel), weights: async () => wrong } }),
      "reward model's token weights",
    ],
  ];
  for (const [what, change, component] of cases) {
    it(`names the component that gave the ${what}`, async () => {
      const run = await toyRun();
      const error = await rejection(step({ ...run, ...change(run) }));
      expect(error).to.deep.include({ code: "SHAPE_MISMATCH", place: { component: `${component}, step 1` } });
      expect(changes(run)).to.deep.equal([]);
    });
  }
});
