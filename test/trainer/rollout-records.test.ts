import { expect } from "chai";
import type { StepOutcome } from "../../core/src/trainer/step.js";
import { core } from "./core.js";
import { stepInputs } from "./step-inputs.js";
import { toyRun } from "./toy-run.js";

const { rolloutRecords } = core("trainer/rollout-records");
const { trainStep } = core("trainer/step");

async function outcome(rows: readonly number[]): Promise<StepOutcome> {
  const run = { ...(await toyRun()), selection: { select: () => rows } };
  return trainStep(
    run,
    { step: 1, of: 1 },
    { promptsPerStep: 12, epochs: 1, miniBatches: 1, policyFrozenSteps: 0, mismatchLimit: 0.1, unsettledLimit: 0.5 },
    stepInputs(run.dataset),
  );
}

describe("rolloutRecords", () => {
  it("has a row for every judged rollout, without padding, with what the step computed for it", async () => {
    const step = await outcome([2, 33]);
    const records = rolloutRecords(step, 7);
    expect(records).to.have.length(36);
    for (const [row, record] of records.entries()) {
      const rollout = step.batch.rollouts[row];
      expect(record).to.deep.include({
        step: 7,
        problem: `p${Math.floor(row / 3)}`,
        draw: Math.floor(row / 3),
        sample: row % 3,
        prompt: String(Math.floor(row / 3)),
        stop: "end",
      });
      expect(record).to.deep.include({ text: rollout.text, tokens: [...rollout.tokens], action: [...rollout.action], verdict: step.batch.verdicts[row] });
      expect(record.reward).to.equal(record.verdict?.outcome === "correct" ? 1 : -1);
      expect(record.advantage).to.have.length(rollout.tokens.length);
      expect(record.logprobs).to.deep.equal([...rollout.action].map((action) => 0 - 2 * action));
      expect(record.selected).to.equal([2, 33].includes(row));
    }
  });

  it("has the columns of training only where a row trained", async () => {
    const records = rolloutRecords(await outcome([2, 33]), 7);
    for (const record of records) {
      const expected = record.selected ? record.tokens.length : undefined;
      for (const name of ["old", "ref", "tokenWeights"] as const) expect(record[name]?.length).to.equal(expected);
    }
    expect(records[33].tokenWeights).to.deep.equal(records[33].tokens.map(() => 1));
    expect(records[33].old).to.deep.equal(records[33].action.map((action) => 0 - 2 * action));
  });

  it("writes a conversation as one text", async () => {
    const step = await outcome([]);
    const [first] = step.batch.rollouts;
    const prompt = [
      { role: "system", content: "be brief" },
      { role: "user", content: "1+1" },
    ] as const;
    const rollouts = [{ ...first, draw: { ...first.draw, problem: { ...first.draw.problem, prompt } } }, ...step.batch.rollouts.slice(1)];
    expect(rolloutRecords({ ...step, batch: { ...step.batch, rollouts } }, 1)[0].prompt).to.equal("system: be brief\nuser: 1+1");
  });
});
