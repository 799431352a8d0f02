import { expect } from "chai";
import { core } from "./core.js";
import { PLAN, toyTraining, train, clocklessFiles } from "./toy-training.js";
import type { StepRecord } from "@lode/core";

const { expectedSteps, spentShare } = core("trainer/budget");
const { checkpointSteps } = core("trainer/checkpoint");

describe("a budget", () => {
  it("is spent by the limit that is nearest", () => {
    const spent = { rollouts: 30, tokens: 10, seconds: 5 };
    expect(spentShare({}, spent)).to.equal(0);
    expect(spentShare({ rollouts: 60 }, spent)).to.equal(0.5);
    expect(spentShare({ rollouts: 60, seconds: 4 }, spent)).to.equal(1.25);
    expect(spentShare({ tokens: 100 }, spent)).to.equal(0.1);
  });

  it("tells how many steps there will be, more than are complete and at most those of the recipe", () => {
    expect(expectedSteps(0, 0, 40)).to.equal(40);
    expect(expectedSteps(2, 0.1, 40)).to.equal(20);
    expect(expectedSteps(2, 0.01, 40)).to.equal(40);
    expect(expectedSteps(9, 0.99, 40)).to.equal(10);
  });
});

describe("Trainer with a budget", () => {
  async function trained(budget: object, steps = 20): Promise<{ readonly records: StepRecord[]; readonly summary: Awaited<ReturnType<typeof train>> }> {
    const records: StepRecord[] = [];
    const record = async (step: StepRecord): Promise<void> => {
      records.push(step);
    };
    return { records, summary: await train(await toyTraining({ trackers: [{ record }], plan: { steps, budget } })) };
  }

  it("ends with the first step at whose end it is reached, evaluated and saved", async () => {
    // 2 prompts × 3 completions a step.
    for (const [rollouts, steps] of [
      [6, 1],
      [7, 2],
      [30, 5],
    ] as const) {
      const { records, summary } = await trained({ rollouts });
      expect([summary.steps, summary.rollouts]).to.deep.equal([steps, 6 * steps]);
      expect(records.at(-1)?.metrics).to.include.keys("evaluation/held-out/pass1");
      expect(records.at(-1)).to.include({ step: steps, of: steps });
    }
    const run = await toyTraining({ plan: { steps: 20, budget: { rollouts: 30 } } });
    await train(run);
    expect((await checkpointSteps(run.store)).at(-1)).to.equal(5);
  });

  it("counts trained tokens once an epoch, and seconds without evaluations", async () => {
    const { records, summary } = await trained({ tokens: 100 });
    const tokens = records.slice(1).map(({ metrics }) => PLAN.epochs * metrics["selection/tokens"]);
    const total = tokens.reduce((sum, value) => sum + value, 0);
    expect(summary.trainedTokens).to.equal(total);
    expect(total).to.be.at.least(100);
    expect(total - (tokens.at(-1) ?? 0)).to.be.below(100);
    // The clock ticks once a phase, five times a step beside evaluations.
    expect((await trained({ seconds: 15 })).summary.steps).to.equal(3);
    expect((await trained({ seconds: 16 })).summary.steps).to.equal(4);
  });

  it("ends at the recipe's last step where that comes first", async () => {
    expect((await trained({ rollouts: 1000 }, 3)).summary.steps).to.equal(3);
  });

  it("has its schedules follow it", async () => {
    const { records } = await trained({ rollouts: 30 });
    expect(records.map(({ of }) => of)).to.deep.equal([20, 5, 5, 5, 5, 5]);
  });

  it("resumes to the same files from every step", async () => {
    const plan = { steps: 20, budget: { tokens: 100 }, checkpointEvery: 1 };
    const reference = await toyTraining({ plan });
    const { steps } = await train(reference);
    expect(steps).to.be.above(1);
    for (let from = 0; from <= steps; from++) {
      const store = reference.store.copy();
      for (let step = from + 1; step <= steps; step++) await store.remove(`checkpoints/step-${step}`);
      await train(await toyTraining({ store, plan }), from);
      expect(clocklessFiles(store)).to.deep.equal(clocklessFiles(reference.store));
    }
  });
});
