import { UserError, type Loss, type Snapshot } from "@lode/core";
import plugin, { TabularPolicy } from "@lode/tabular";
import { expect } from "chai";
import fc from "fast-check";
import { contexts, entropyOf, probabilityOf, shifted, stateOf, TOKENS, valueOf, type ExactTable } from "./exact-table.js";
import { A, B, END, MAX_TOKENS, PROMPT, batchOf, generated, onEveryToken, reinforce, tabularPolicy } from "./tabular-fixture.js";

const tables: fc.Arbitrary<ExactTable> = fc.record(
  Object.fromEntries(contexts().map((context) => [context.join(), fc.tuple(...TOKENS.map(() => fc.double({ min: -2, max: 2, noNaN: true })))])),
) as unknown as fc.Arbitrary<ExactTable>;

const reward = (completion: readonly number[]): number => (completion.filter((token) => token === A).length === 1 ? 1 : -1);

async function policyOf(table: ExactTable, learningRate = 1): Promise<TabularPolicy> {
  const policy = tabularPolicy(1, 1, learningRate);
  await policy.restore(stateOf(table));
  return policy;
}

/** The present logits by context. */
async function logitsOf(policy: TabularPolicy): Promise<Map<string, readonly number[]>> {
  const { present } = (await policy.snapshot()).json as { present: readonly [readonly number[], readonly number[]][] };
  return new Map(present.map(([context, logits]) => [context.join(), logits]));
}

/** All completions as one batch. */
function everything(policy: TabularPolicy): ReturnType<typeof batchOf> {
  return batchOf(policy.completions(PROMPT, MAX_TOKENS).map(({ tokens }) => tokens));
}

async function expectDescent(
  policy: TabularPolicy,
  table: ExactTable,
  gradientOf: (context: readonly number[], token: number) => number,
  tolerance: number,
): Promise<void> {
  const logits = await logitsOf(policy);
  for (const context of contexts())
    for (const [place, token] of TOKENS.entries()) {
      const moved = table[context.join()][place] - (logits.get(context.join()) ?? [])[place + 1];
      expect(moved, `${context.join()} ${token}`).to.be.closeTo(gradientOf(context, token), tolerance);
    }
}

describe("TabularPolicy", () => {
  it("scores each token by its conditional log-probability and entropy, at the batch's temperature", async () => {
    await fc.assert(
      fc.asyncProperty(tables, fc.constantFrom(0.5, 1, 2), async (table, temperature) => {
        const policy = await policyOf(table);
        const batch = { ...everything(policy), temperature };
        const { logprobs, entropy } = await policy.score(batch, ["logprobs", "entropy"]);
        batch.action.forEach((action, place) => {
          const context = [...batch.tokens.subarray(place - (place % batch.length), place)];
          const p = action === 1 ? probabilityOf(table, context, batch.tokens[place], temperature) : 1;
          expect(logprobs?.[place]).to.be.closeTo(Math.log(p), 1e-5);
          expect(entropy?.[place]).to.be.closeTo(action === 1 ? entropyOf(table, context, temperature) : 0, 1e-5);
        });
      }),
      { numRuns: 20 },
    );
  });

  it("enumerates every completion once, with probabilities that sum to 1", async () => {
    const policy = tabularPolicy();
    const all = policy.completions(PROMPT, MAX_TOKENS);
    expect(all).to.have.length(1 + 2 + 4 * 3);
    expect(new Set(all.map(({ tokens }) => tokens.join())).size).to.equal(15);
    expect(all.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0)).to.be.closeTo(1, 1e-12);
    const batch = everything(policy);
    const { logprobs } = await policy.score(batch, ["logprobs"]);
    all.forEach(({ logprob }, row) => {
      const ofRow = [...(logprobs ?? [])].slice(row * batch.length, (row + 1) * batch.length);
      expect(ofRow.reduce((sum, value) => sum + value, 0)).to.be.closeTo(logprob, 1e-5);
    });
  });

  it("descends any loss of log-probabilities and entropies, by finite differences", async () => {
    await fc.assert(
      fc.asyncProperty(
        tables,
        fc.constantFrom(0.5, 1, 2),
        fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })),
        async (table, temperature, numbers) => {
          const policy = await policyOf(table);
          const batch = { ...everything(policy), temperature, advantages: new Float32Array(0), refLogprobs: new Float32Array(0) };
          batch.advantages = Float32Array.from(batch.action, () => numbers.next().value as number);
          batch.refLogprobs = Float32Array.from(batch.action, () => numbers.next().value as number);
          const result = await policy.accumulate(batch, linear);
          const lossOf = (changed: ExactTable): number =>
            [...batch.action.keys()].reduce((sum, place) => {
              if (batch.action[place] === 0) return sum;
              const context = [...batch.tokens.subarray(place - (place % batch.length), place)];
              const logprob = Math.log(probabilityOf(changed, context, batch.tokens[place], temperature));
              return sum + batch.advantages[place] * logprob + batch.refLogprobs[place] * entropyOf(changed, context, temperature);
            }, 0);
          expect(result.loss).to.be.closeTo(lossOf(table), 1e-4);
          expect(result.twice).to.be.closeTo(2 * lossOf(table), 2e-4);
          const { gradientNorm, learningRate } = await policy.step();
          const gradient = (context: readonly number[], token: number): number =>
            (lossOf(shifted(table, context, token, 1e-4)) - lossOf(shifted(table, context, token, -1e-4))) / 2e-4;
          await expectDescent(policy, table, gradient, 2e-5);
          const squares = contexts().flatMap((context) => TOKENS.map((token) => gradient(context, token) ** 2));
          expect(gradientNorm).to.be.closeTo(Math.sqrt(squares.reduce((sum, square) => sum + square, 0)), 1e-4);
          expect(learningRate).to.equal(1);
        },
      ),
      { numRuns: 20 },
    );
  });

  it("ascends the expected reward by the policy gradient theorem: P(context)·π(token)·(Q - V)", async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (table) => {
        const policy = await policyOf(table, 0.5);
        const all = policy.completions(PROMPT, MAX_TOKENS);
        const batch = everything(policy);
        const advantages = onEveryToken(batch, (row) => Math.exp(all[row].logprob) * reward(all[row].tokens));
        await policy.accumulate({ ...batch, advantages }, reinforce);
        await policy.step();
        const theorem = (context: readonly number[], token: number): number => {
          const beginning = context.slice(PROMPT.length);
          const reached = beginning.reduce((p, chosen, place) => p * probabilityOf(table, context.slice(0, PROMPT.length + place), chosen), 1);
          const difference = valueOf(table, [...beginning, token], reward) - valueOf(table, beginning, reward);
          return -0.5 * reached * probabilityOf(table, context, token) * difference;
        };
        await expectDescent(policy, table, theorem, 1e-6);
      }),
      { numRuns: 20 },
    );
  });

  it("earns more and more when REINFORCE trains it on its own samples", async () => {
    const policy = tabularPolicy(0, 1, 0.5);
    const earned: number[] = [];
    for (let step = 1; step <= 40; step++) {
      earned.push(policy.completions(PROMPT, MAX_TOKENS).reduce((sum, { tokens, logprob }) => sum + Math.exp(logprob) * reward(tokens), 0));
      await policy.publish();
      const completions = await generated(policy, { samples: 64 });
      const batch = batchOf(completions.map(({ tokens }) => [...tokens]));
      await policy.accumulate({ ...batch, advantages: onEveryToken(batch, (row) => reward([...completions[row].tokens]) / 64) }, reinforce);
      await policy.step();
    }
    expect(earned[0], "equal chances of end, a and b").to.be.closeTo(UNIFORM_VALUE, 1e-12);
    expect(earned[20]).to.be.above(earned[0] + 0.3);
    expect(earned[39]).to.be.above(0.8);
  });

  it("collects gradients over micro-batches, and forgets them after the step", async () => {
    const completions = [[END], [A, END], [B, A, B], [A, A, A], [B, END]];
    const [whole, parts] = [tabularPolicy(), tabularPolicy()];
    const batch = batchOf(completions);
    await whole.accumulate({ ...batch, advantages: onEveryToken(batch, (row) => row - 2) }, reinforce);
    for (const [row, completion] of completions.entries()) {
      const part = batchOf([completion]);
      await parts.accumulate({ ...part, advantages: onEveryToken(part, () => row - 2) }, reinforce);
    }
    await Promise.all([whole.step(), parts.step()]);
    expect(await logitsOf(parts)).to.deep.equal(await logitsOf(whole));
    const before = await logitsOf(whole);
    expect((await whole.step()).gradientNorm).to.equal(0);
    expect(await logitsOf(whole)).to.deep.equal(before);
  });

  it("goes on from a snapshot exactly, through JSON", async () => {
    const policy = tabularPolicy(1, 1, 0.3);
    await improve(policy);
    const state = JSON.parse(JSON.stringify(await policy.snapshot())) as Snapshot;
    const other = tabularPolicy(1, 1, 0.3);
    await improve(other);
    await improve(other);
    await other.restore(state);
    expect(other.version).to.equal(policy.version);
    expect(await generated(other, { samples: 8 }), "the published weights").to.deep.equal(await generated(policy, { samples: 8 }));
    await Promise.all([improve(policy), improve(other)]);
    expect(JSON.stringify(await other.snapshot())).to.equal(JSON.stringify(await policy.snapshot()));
  });

  it("has equal snapshots whatever order the contexts were trained in, and untouched by scoring and generating", async () => {
    const [first, second] = [tabularPolicy(), tabularPolicy()];
    const empty = JSON.stringify(await first.snapshot());
    await first.score(batchOf([[A, B, END]]), ["logprobs"]);
    await generated(first, { samples: 4 });
    expect(JSON.stringify(await first.snapshot())).to.equal(empty);
    for (const [policy, completions] of [
      [
        first,
        [
          [A, B],
          [B, A],
        ],
      ],
      [
        second,
        [
          [B, A],
          [A, B],
        ],
      ],
    ] as const) {
      const batch = batchOf(completions);
      await policy.accumulate({ ...batch, advantages: onEveryToken(batch, () => 1) }, reinforce);
      await policy.step();
    }
    expect(JSON.stringify(await second.snapshot())).to.equal(JSON.stringify(await first.snapshot()));
  });

  it("freezes the weights as they are", async () => {
    const policy = tabularPolicy();
    await improve(policy);
    const batch = everything(policy);
    const before = await policy.score(batch, ["logprobs", "entropy"]);
    const frozen = await policy.freeze();
    await improve(policy);
    expect(await frozen.score(batch, ["logprobs", "entropy"])).to.deep.equal(before);
    expect(await policy.score(batch, ["logprobs", "entropy"])).not.to.deep.equal(before);
  });

  it("stops before a gradient that is not finite changes anything", async () => {
    const policy = tabularPolicy();
    const before = await policy.snapshot();
    const batch = batchOf([[A, END]]);
    await policy.accumulate({ ...batch, advantages: onEveryToken(batch, () => NaN) }, reinforce);
    const failure: unknown = await policy.step().catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(UserError).with.property("code", "NUMBER_NOT_FINITE");
    expect(await policy.snapshot()).to.deep.equal(before);
  });

  it("refuses what it cannot give", () => {
    const policy = tabularPolicy();
    expect(() => policy.score(batchOf([[A]]), ["scores"])).to.throw(RangeError, "scores");
    expect(() => policy.score(batchOf([[A]], { temperature: 0 }), ["logprobs"])).to.throw(RangeError, "temperature");
  });

  it("declares the metrics of a step", async () => {
    const names = Object.keys(await tabularPolicy().step()).map((name) => `policy/${name}`);
    expect(Object.keys(plugin.components[0].metrics ?? {})).to.have.members(names);
    expect(plugin.components[0]).to.include({ use: "tabular", create: TabularPolicy });
  });
});

const linear: Loss = {
  wants: ["logprobs", "entropy"],
  needs: ["advantages", "refLogprobs"],
  compute: ({ logprobs, entropy }, { advantages, refLogprobs }) => {
    const loss = logprobs.mul(advantages).add(entropy.mul(refLogprobs)).sum().asScalar();
    return { loss, metrics: { twice: loss.mul(2).asScalar() } };
  },
};

/** P(exactly one "a") = 8/27 when end, a and b are equally likely: "a" alone, then of "ab" and "ba" that end, then of three tokens that the limit cut off. */
const UNIFORM_VALUE = 2 * (1 / 9 + 2 / 27 + 3 / 27) - 1;

async function improve(policy: TabularPolicy): Promise<void> {
  await policy.publish();
  const completions = await generated(policy, { samples: 8 });
  const batch = batchOf(completions.map(({ tokens }) => [...tokens]));
  await policy.accumulate({ ...batch, advantages: onEveryToken(batch, (row) => reward([...completions[row].tokens])) }, reinforce);
  await policy.step();
}
