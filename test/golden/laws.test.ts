import { cotangents, type Batch, type ComponentDefinition, type Objective } from "@lode/core";
import { cispo, grpoObjective, gspo } from "@lode/grpo";
import { oreal } from "@lode/oreal";
import { ppo } from "@lode/ppo";
import { crossEntropy, reinforce } from "@lode/reinforce";
import { expect } from "chai";
import { bindLoss } from "./bind-loss.js";
import { construct } from "./construct.js";
import { randomCase } from "./random-batch.js";
import { resolveFragment } from "./resolve-fragment.js";

const clip = { clipLow: 0.1, clipHigh: 0.1 };
const BOTH = ["ratio-one-is-policy-gradient", "no-signal-no-gradient"];

/** What each objective promises with its default options. */
const PROMISES: readonly (readonly [ComponentDefinition<Objective>, object, readonly string[]])[] = [
  ...(
    [
      [ppo, {}],
      [grpoObjective, {}],
      [gspo, clip],
      [cispo, clip],
      [reinforce, {}],
    ] as const
  ).map(([definition, options]) => [definition, options, BOTH] as const),
  [crossEntropy, {}, []],
  [oreal, {}, []],
];

async function gradientOf(
  [definition, options]: (typeof PROMISES)[number],
  change: (batch: Batch) => Partial<Batch>,
): Promise<{ batch: Batch; gradient: Float32Array }> {
  const { batch: before, outputs } = randomCase(7, 4, 6);
  const batch = { ...before, ...change(before) };
  const objective = construct(definition, resolveFragment(definition, { ...options }));
  const logprobs = batch.oldLogprobs ?? outputs.logprobs;
  const { gradients } = await cotangents(bindLoss(objective, batch), { ...outputs, logprobs }, batch);
  return { batch, gradient: gradients.logprobs ?? new Float32Array() };
}

for (const promise of PROMISES) {
  const [{ use, laws = [] }, options, expected] = promise;

  describe(`laws of the objective ${use}`, () => {
    it(`are ${expected.join(", ") || "none"}`, () => {
      expect(laws).to.deep.equal(expected);
    });

    if (expected.includes("no-signal-no-gradient")) {
      it("has no gradient where all advantages are 0", async () => {
        const { gradient } = await gradientOf(promise, ({ advantages }) => ({ advantages: advantages?.map(() => 0) }));
        for (const value of gradient) expect(Math.abs(value)).to.equal(0);
      });
    }

    if (expected.includes("ratio-one-is-policy-gradient")) {
      it("is the policy gradient -A, divided by its normaliser, where the policy is the one at collection", async () => {
        const { batch, gradient } = await gradientOf(promise, () => ({}));
        const tokens = (place: number): number =>
          batch.action.filter((action, other) => action === 1 && Math.floor(other / batch.length) === Math.floor(place / batch.length)).length;
        const rowwise = use === "grpo" || use === "gspo";
        batch.action.forEach((action, place) => {
          const weight = action / (rowwise ? batch.rows * tokens(place) : batch.actionTokens);
          expect(gradient[place]).to.be.closeTo(-(batch.advantages?.[place] ?? NaN) * weight, 1e-7);
        });
        expect(options).to.not.have.property("aggregation");
      });
    }
  });
}
