import { advantage, definePlugin, objective, Type, options } from "@lode/core";
import { expect } from "chai";
import { golden, replay } from "./replay.js";

const { batch, cases } = golden("batch-1");

/** Two rows of three tokens; the second has a hole. */
const SMALL = {
  mask: [
    [1, 1, 0],
    [1, 0, 1],
  ],
  logprobs: [
    [-1, -2, 9],
    [-3, 9, -4],
  ],
  rewards: [1, -1],
  groups: ["x", "x"],
  advantages: [1, -1],
};

function objectiveCase(component: object, more: object = {}): Parameters<typeof replay>[1] {
  return { kind: "objective", name: "x", component, ...more } as never;
}

describe("replayCase refuses, and says why:", () => {
  const refusals: readonly (readonly [title: string, value: object | string, reason: string])[] = [
    ["no object", "case", "the case is not an object"],
    ["no name", { kind: "objective", component: { use: "ppo" } }, 'no "name"'],
    ["no component", { kind: "objective", name: "x" }, '"component" is not an object'],
    ["an unknown kind", { kind: "objektive", name: "x", component: { use: "ppo" } }, 'there is no kind "objektive"'],
    ["a kind of JavaScript's own", { kind: "constructor", name: "x", component: { use: "ppo" } }, 'there is no kind "constructor"'],
    [
      "an unknown component",
      { kind: "objective", name: "x", component: { use: "pppo" } },
      'no named plugin has the Objective "pppo" at /component/use. Did you mean "ppo"?',
    ],
    ["a component of another kind", { kind: "objective", name: "x", component: { use: "rloo" } }, 'has the Objective "rloo"'],
    ["no use", { kind: "objective", name: "x", component: { clipLow: 1 } }, '"use" is missing'],
    [
      "an unknown option",
      { kind: "objective", name: "x", component: { use: "ppo", clipHihg: 0.3 } },
      'nothing reads "clipHihg" at /component/clipHihg. Did you mean "clipHigh"?',
    ],
    ["an option of another mode", { kind: "objective", name: "x", component: { use: "ppo", maxTokens: 3 } }, "only with"],
    ["a missing option", { kind: "objective", name: "x", component: { use: "gspo" } }, '"clipLow" is missing'],
    ["a wrong value", { kind: "objective", name: "x", component: { use: "ppo", klEstimator: "k4" } }, '"k4" must be one of'],
    [
      "an option of gspo's fixed aggregation",
      { kind: "objective", name: "x", component: { use: "gspo", clipLow: 1, clipHigh: 1, aggregation: "token-mean" } },
      'nothing reads "aggregation"',
    ],
    [
      "an input that nothing reads",
      { kind: "advantage", name: "x", component: { use: "none" }, inputs: { rewrads: [1] } },
      'nothing reads the input "rewrads"',
    ],
    [
      "an input of another shape",
      { kind: "advantage", name: "x", component: { use: "none" }, inputs: { rewards: [1] } },
      '"rewards" has 1 entries where the mask has 12',
    ],
    [
      "a value that is no number",
      { kind: "advantage", name: "x", component: { use: "none" }, inputs: { rewards: Array(12).fill("1") } },
      '"rewards" has "1" where a number is expected',
    ],
    ["an array that is not there", { kind: "value", name: "x", component: { use: "critic" } }, "no column returns"],
    ["options that the estimator has not", { kind: "kl", name: "x", component: { use: "kl", coefficient: 0.5 } }, 'nothing reads "coefficient"'],
    [
      "a reward model beside an advantage",
      { kind: "advantage", name: "x", component: { use: "none" }, rewardModel: { use: "oreal-token" } },
      'kind advantage reads no "rewardModel"',
    ],
    [
      "token weights that are not read",
      { kind: "objective", name: "x", component: { use: "ppo" }, rewardModel: { use: "oreal-token" } },
      "reads no token weights",
    ],
    [
      "a reward model without weights",
      { kind: "objective", name: "x", component: { use: "oreal" }, rewardModel: { use: "outcome" } },
      "gives no token weights",
    ],
  ];
  for (const [title, value, reason] of refusals) {
    it(title, async () => {
      const { ok, maxError, computed, error } = await replay(batch, value as never);
      expect({ ok, maxError, computed }).to.deep.equal({ ok: false, maxError: null, computed: null });
      expect(error).to.contain(reason);
    });
  }
});

describe("replayCase", () => {
  it("computes a case that expects nothing, by the closed form", async () => {
    const reinforce = await replay(SMALL, objectiveCase({ use: "reinforce" }));
    expect(reinforce).to.deep.include({ kind: "objective", name: "x", ok: null, maxError: null });
    expect(reinforce.computed).to.deep.equal({
      loss: (1 + 2 - 3 - 4) / 4,
      gradient: [
        [-0.25, -0.25, 0],
        [0.25, 0, 0.25],
      ],
    });
    const rloo = await replay(SMALL, { kind: "advantage", name: "x", component: { use: "rloo" } });
    expect(rloo.computed).to.deep.equal({
      advantages: [
        [2, 2, 0],
        [-2, 0, -2],
      ],
    });
  });

  it("takes groups by their ids, whatever these are, and advantages of tokens", async () => {
    const alone = await replay({ ...SMALL, groups: [3e9, "3000000000"] }, { kind: "advantage", name: "x", component: { use: "rloo" } });
    expect(alone.computed?.advantages, "groups of one").to.deep.equal([
      [1, 1, 0],
      [-1, 0, -1],
    ]);
    const advantages = [
      [4, 0, 9],
      [0, 9, -8],
    ];
    const { computed } = await replay({ ...SMALL, advantages }, objectiveCase({ use: "reinforce" }));
    expect(computed?.gradient).to.deep.equal([
      [-1, 0, 0],
      [0, 0, 2],
    ]);
  });

  it("says where it differs, in the shape of what is expected", async () => {
    const value = cases.find(({ name }) => name === "reinforce") as { expected: { gradient: number[][]; loss: number } };
    const gradient = value.expected.gradient.map((row, index) => (index === 2 ? [row[0], row[1] + 0.01, ...row.slice(2)] : row));
    const { ok, maxError, computed, worst } = await replay(batch, { ...value, expected: { gradient } } as never);
    expect(ok).to.equal(false);
    expect(maxError).to.be.above(50);
    expect(worst?.place).to.equal("gradient[2][1]");
    expect(computed, "no loss, since none is expected").to.have.all.keys("gradient");
  });

  it("cannot agree with what it does not compute, or what has another shape", async () => {
    const value = { kind: "objective", name: "x", component: { use: "reinforce" } };
    const missing = await replay(SMALL, { ...value, expected: { loss: -1, metrics: { kl: 0 } } });
    expect(missing).to.deep.include({ ok: false, maxError: null, error: "cannot be compared: metrics is missing or has another shape" });
    expect(missing.computed).to.deep.equal({ loss: -1 });
    expect((await replay(SMALL, { ...value, expected: { gradient: [[1]] } })).error).to.contain("gradient is missing or has another shape");
  });

  it("tells numbers that are none", async () => {
    const overflow = { ...SMALL, oldLogprobs: [[-1e3, -2, 0], SMALL.logprobs[1]] };
    const value = { kind: "objective", name: "x", component: { use: "cispo", clipLow: 1, clipHigh: 1e39 } };
    expect((await replay(overflow, value)).error).to.match(/is not a finite number$/);
    expect(await replay(overflow, { ...value, expected: { loss: 0 } })).to.deep.include({ ok: false, maxError: null });
  });

  it("gives the same for a batch that is cut into micro-batches", async () => {
    const value = { kind: "value", name: "x", component: { use: "critic" }, inputs: {} };
    const tall = (times: number) => {
      const row = (seed: number): number[] => Array.from({ length: 50 }, (_, token) => ((seed * 7 + token * 3) % 11) / 10);
      const rows = (offset: number): number[][] => Array.from({ length: times }, (_, place) => row(place + offset));
      const mask = Array.from({ length: times }, (_, place) => row(place).map((__, token) => (token <= place % 50 ? 1 : 0)));
      return { mask, values: rows(1), oldValues: rows(9), returns: rows(5), rewards: rows(1).map(() => 1), groups: rows(1).map((_, place) => place) };
    };
    const all = (await replay(tall(100), value)).computed;
    const { mask, values, oldValues, returns } = tall(100);
    let [tokens, loss] = [0, 0];
    mask.forEach((row, place) =>
      row.forEach((action, token) => {
        if (action === 0) return;
        const [v, old, r] = [values[place][token], oldValues[place][token], returns[place][token]];
        tokens += 1;
        loss += 0.5 * Math.max((v - r) ** 2, (Math.min(Math.max(v, old - 0.2), old + 0.2) - r) ** 2);
      }),
    );
    expect(all?.loss).to.be.closeTo(loss / tokens, 1e-5);
    const free = values[60].findIndex((v, token) => mask[60][token] === 1 && Math.abs(v - oldValues[60][token]) < 0.15 && v !== returns[60][token]);
    expect((all?.gradient as number[][])[60][free]).to.be.closeTo((values[60][free] - returns[60][free]) / tokens, 1e-8);
  });

  it("evaluates third parties' components with what they say they need", async () => {
    const theirs = definePlugin({
      name: "@test/theirs",
      core: "^0.1.0",
      components: [
        objective({
          use: "squared",
          options: options({ factor: Type.Number({ default: 2 }) }),
          wants: ["logprobs"],
          needs: ["refLogprobs"],
          normalisers: () => ({}),
          loss: ({ logprobs }, { refLogprobs, action }, _, { factor }) => ({
            loss: logprobs.sub(refLogprobs).mul(action).square().sum().mul(factor).asScalar(),
            metrics: {},
          }),
        }),
        advantage({ use: "of-values", needs: ["values"], estimate: ({ values }) => ({ advantages: values ?? new Float32Array() }) }),
      ],
    });
    const refLogprobs = [
      [-1, -1, 5],
      [-1, 5, -1],
    ];
    const squared = await replay({ ...SMALL, refLogprobs }, objectiveCase({ use: "squared" }), [theirs]);
    expect(squared.computed).to.deep.equal({
      loss: 2 * (1 + 4 + 9),
      gradient: [
        [0, -4, 0],
        [-8, 0, -12],
      ],
    });
    expect((await replay(SMALL, objectiveCase({ use: "squared" }), [theirs])).error).to.equal("the batch has no column refLogprobs");
    const values = refLogprobs;
    expect(
      (await replay({ ...SMALL, values }, { kind: "advantage", name: "x", component: { use: "of-values" } }, [theirs])).computed?.advantages,
    ).to.deep.equal([
      [-1, -1, 0],
      [-1, 0, -1],
    ]);
  });
});
