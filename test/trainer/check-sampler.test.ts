import { UserError, type Batch, type Policy } from "@lode/core";
import { expect } from "chai";
import { core } from "./core.js";

const { checkSampler } = core("trainer/check-sampler");

/** Rows of three tokens, the last two of them actions, with the generator's log-probabilities -1. */
function rows(count: number, source: "policy" | "data" = "policy"): Batch {
  const repeated = (...values: readonly number[]): number[] => Array.from({ length: count }, () => values).flat();
  return {
    ...{ rows: count, length: 3, temperature: 1, actionTokens: 2 * count, verdicts: [] },
    tokens: Int32Array.from(repeated(1, 2, 3)),
    action: Uint8Array.from(repeated(0, 1, 1)),
    lengths: new Int32Array(count).fill(3),
    groups: new Int32Array(count),
    samplerLogprobs: Float32Array.from(repeated(0, -1, -1)),
    rollouts: Array.from({ length: count }, (_, sample) => ({ source, sample, draw: { index: 0, problem: { id: "p" } } })),
  } as unknown as Batch;
}

/** Scores the first action token of each row as -1, the second as given. */
function scoring(second: (row: number) => number): { policy: Policy; asked: number[] } {
  const asked: number[] = [];
  const policy = {
    score: (batch: Batch) => {
      asked.push(batch.rows);
      return Promise.resolve({ logprobs: Float32Array.from(Array.from({ length: batch.rows }, (_, row) => [0, -1, second(row)]).flat()) });
    },
  };
  return { policy: policy as unknown as Policy, asked };
}

async function refusal(work: Promise<unknown>): Promise<UserError> {
  return work.then(
    () => expect.fail("it did not throw"),
    (error: unknown) => error as UserError,
  );
}

describe("checkSampler", () => {
  it("reports the mean difference a token, of a few rollouts", async () => {
    const { policy, asked } = scoring(() => -1.125);
    expect(await checkSampler(policy, rows(256), 0.1, 3)).to.deep.equal({ "sampling/logprobMismatch": 0.0625 });
    expect(asked).to.deep.equal([4]);
    expect(await checkSampler(policy, rows(1), 0.0625, 3)).to.deep.equal({ "sampling/logprobMismatch": 0.0625 });
  });

  it("stops above the limit and names step and worst rollout", async () => {
    const { policy } = scoring((row) => (row === 2 ? -5 : -1));
    const error = await refusal(checkSampler(policy, rows(4), 0.1, 3));
    expect(error).to.be.instanceOf(UserError).and.include({ code: "LOGPROB_MISMATCH" });
    expect(error.place.component).to.equal("policy, step 3, problem p, rollout 2");
    expect(error.remedy).to.include("training.mismatchLimit");
  });

  it("stops at a log-probability that is no number", async () => {
    const { policy } = scoring(() => NaN);
    expect(await refusal(checkSampler(policy, rows(2), 0.1, 3))).to.include({ code: "NUMBER_NOT_FINITE" });
  });

  it("has nothing to compare in demonstrations, without the generator's numbers, and without rows", async () => {
    const { policy, asked } = scoring(() => -9);
    for (const batch of [rows(4, "data"), { ...rows(4), samplerLogprobs: undefined }, rows(0)]) {
      expect(await checkSampler(policy, batch, 0.1, 3)).to.deep.equal({});
    }
    expect(asked).to.deep.equal([]);
  });
});
