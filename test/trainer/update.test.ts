import { randomStream, type Batch, type Objective } from "@lode/core";
import type * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import type { UpdatePlan } from "../../core/src/trainer/update.js";
import { core } from "./core.js";
import { toyRun, type ToyRun } from "./toy-run.js";

const { update } = core("trainer/update");

const PLAN: UpdatePlan = { epochs: 1, miniBatches: 1, policyFrozen: false, random: randomStream(1) };

/** Rows of these many tokens, all of them actions, with row r's advantages r + 1. */
function batchOf(...lengths: readonly number[]): Batch {
  const [rows, length] = [lengths.length, Math.max(...lengths)];
  const column = (of: (row: number) => number): Float32Array => Float32Array.from({ length: rows * length }, (_, place) => of(Math.floor(place / length)));
  const action = Uint8Array.from({ length: rows * length }, (_, place) => (place % length < lengths[Math.floor(place / length)] ? 1 : 0));
  return {
    ...{ rows, length, action, tokens: new Int32Array(rows * length), lengths: Int32Array.from(lengths), groups: new Int32Array(rows) },
    ...{ actionTokens: lengths.reduce((sum, value) => sum + value, 0), temperature: 1, verdicts: [] },
    rollouts: lengths.map((_, row) => ({ text: `row ${row}` }) as Batch["rollouts"][number]),
    ...{ advantages: column((row) => row + 1), tokenWeights: column(() => 1), oldLogprobs: column(() => -2), refLogprobs: column(() => -2) },
  };
}

/** The sizes in calls of one kind: [4, 4] for "policy.accumulate 4" twice. */
function sizes({ calls }: ToyRun, name: string): readonly number[] {
  return calls.filter((call) => call.startsWith(name)).map((call) => Number(call.slice(name.length)));
}

describe("update", () => {
  it("takes an optimizer step for every mini-batch of every epoch, with the critic before the policy", async () => {
    const run = await toyRun();
    await update(run, batchOf(2, 3, 4, 5, 6), { step: 1, of: 1 }, { ...PLAN, epochs: 2, miniBatches: 2 });
    const one = (rows: number): string[] => [`valueModel.learn ${rows}`, `objective.normalisers ${rows}`, `policy.accumulate ${rows}`, "policy.step"];
    expect(run.calls).to.deep.equal([...one(3), ...one(2), ...one(3), ...one(2)]);
  });

  it("deals anew in each epoch", async () => {
    const dealt: string[][] = [];
    const run = await toyRun();
    run.valueModel.learn = async ({ rollouts }) => {
      dealt.push(rollouts.map(({ text }) => text));
      return {};
    };
    await update(run, batchOf(1, 1, 1, 1, 1, 1, 1, 1), { step: 1, of: 1 }, { ...PLAN, epochs: 3, miniBatches: 2, policyFrozen: true });
    for (const epoch of [0, 2, 4]) expect([...dealt[epoch], ...dealt[epoch + 1]]).to.have.members(dealt[0].concat(dealt[1]));
    expect(new Set([dealt[0], dealt[2], dealt[4]].map((rows) => rows.join()))).to.have.property("size", 3);
  });

  it("gives the objective the present log-probabilities for the old ones where they are the same", async () => {
    const { oldLogprobs: _, ...batch } = batchOf(2, 3);
    const seen: (string | undefined)[] = [];
    const updated = async (oldIsPresent: boolean): Promise<void> => {
      const run = await toyRun();
      const objective: Objective = {
        ...run.objective,
        needs: [...run.objective.needs, "oldLogprobs"],
        loss: (outputs, columns, normalisers) => {
          seen.push(columns.oldLogprobs === outputs.held.logprobs ? "held" : undefined);
          return run.objective.loss(outputs, columns, normalisers);
        },
      };
      await update({ ...run, objective, oldIsPresent }, batch, { step: 1, of: 1 }, PLAN);
    };
    await updated(true);
    expect(seen).to.deep.equal(["held"]);
    const failure = await updated(false).then(
      () => undefined,
      (error: unknown) => (error as Error).message,
    );
    expect(failure).to.equal("the batch has no column oldLogprobs");
  });

  it("normalises by the whole mini-batch, however it is cut into micro-batches: gradient, loss and metrics are those of one piece", async () => {
    const batch = batchOf(30, 2000, 1800, 2, 1500);
    const run = await toyRun();
    const metrics = await update(run, batch, { step: 1, of: 1 }, PLAN);
    expect(sizes(run, "policy.accumulate ")).to.have.length.above(1);
    expect(sizes(run, "policy.accumulate ").reduce((sum, rows) => sum + rows, 0)).to.equal(5);
    expect(sizes(run, "objective.normalisers ")).to.deep.equal([5]);
    expect(run.calls.filter((call) => call === "policy.step")).to.have.length(1);
    const mean = (30 + 2 * 2000 + 3 * 1800 + 4 * 2 + 5 * 1500) / (30 + 2000 + 1800 + 2 + 1500);
    expect(metrics["objective/loss"]).to.be.closeTo(-mean, 1e-4);
    expect(metrics["objective/share"]).to.be.closeTo(1, 1e-6);
    expect(metrics["policy/gradientNorm"]).to.be.closeTo(mean, 1e-4);
    expect(run.policy.weight).to.be.closeTo(0.1 * mean, 1e-5);
  });

  it("reports means over optimizer steps", async () => {
    const run = await toyRun();
    const metrics = await update(run, batchOf(2, 2), { step: 1, of: 1 }, { ...PLAN, epochs: 3 });
    expect(metrics["value-model/loss"]).to.equal(2);
    expect(metrics["policy/learningRate"]).to.be.closeTo(0.1, 1e-12);
    // The weight rises by 0.1·1.5·ratio each time; the loss is minus 1.5·ratio.
    const ratios = [1, Math.exp(0.15), Math.exp(0.15 + 0.15 * Math.exp(0.15))];
    expect(metrics["objective/loss"]).to.be.closeTo(-1.5 * (ratios.reduce((sum, ratio) => sum + ratio, 0) / 3), 1e-5);
  });

  it("leaves a frozen policy alone while the critic learns", async () => {
    const run = await toyRun();
    const metrics = await update(run, batchOf(2, 2), { step: 1, of: 1 }, { ...PLAN, epochs: 2, policyFrozen: true });
    expect(run.calls).to.deep.equal(["valueModel.learn 2", "valueModel.learn 2"]);
    expect(Object.keys(metrics)).to.deep.equal(["value-model/loss"]);
  });

  it("stops at a loss that is not finite before the optimizer does", async () => {
    const run = await toyRun();
    const loss: ToyRun["objective"]["loss"] = ({ logprobs }) => ({
      loss: logprobs.sum<tf.Scalar>(),
      metrics: { odd: logprobs.sum<tf.Scalar>().mul(Infinity) },
    });
    const failure = await update({ ...run, objective: { ...run.objective, loss } }, batchOf(2), { step: 6, of: 9 }, PLAN).catch((error: unknown) => error);
    expect(failure).to.deep.include({ code: "NUMBER_NOT_FINITE", place: { component: "objective/odd, step 6" } });
    expect(run.calls).to.not.include("policy.step");
  });
});
