import { cotangents, type Batch, type ComponentDefinition, type Cotangents, type Objective } from "@lode/core";
import { cispo, grpoObjective, gspo } from "@lode/grpo";
import { oreal } from "@lode/oreal";
import { ppo } from "@lode/ppo";
import { crossEntropy, reinforce } from "@lode/reinforce";
import { expect } from "chai";
import fc from "fast-check";
import { bindLoss } from "./bind-loss.js";
import { construct } from "./construct.js";
import { finiteDifferences } from "./finite-differences.js";
import { randomCase, rowsOf, type RandomCase } from "./random-batch.js";
import { resolveFragment } from "./resolve-fragment.js";

type Setting = readonly [definition: ComponentDefinition<Objective>, options: Readonly<Record<string, unknown>>];

const token = { level: "token", mode: "truncate", cap: 1.2 };
const sequence = { level: "sequence", mode: "mask", cap: 1.7 };

const SETTINGS: readonly Setting[] = [
  [ppo, {}],
  [ppo, { aggregation: "sequence-mean", dualClip: 1.32, klCoefficient: 0.2, klEstimator: "k2", entropyCoefficient: 0.05, correction: token }],
  [ppo, { aggregation: "fixed-length", maxTokens: 11, correction: sequence }],
  [grpoObjective, {}],
  [grpoObjective, { aggregation: "sequence-sum", klCoefficient: 0.2, klEstimator: "abs", entropyCoefficient: 0.05, correction: sequence }],
  [gspo, { clipLow: 0.12, clipHigh: 0.13, klCoefficient: 0.2, entropyCoefficient: 0.05, correction: token }],
  [cispo, { clipLow: 0.2, clipHigh: 0.2, aggregation: "fixed-length", maxTokens: 5, klCoefficient: 0.1, klEstimator: "k1", correction: token }],
  [reinforce, { aggregation: "sequence-sum", klCoefficient: 0.2, correction: token }],
  [crossEntropy, { aggregation: "sequence-mean" }],
  [oreal, {}],
  [oreal, { klCoefficient: 0, scalePositivesByAdvantage: false }],
];

const seeds = fc.integer({ min: 0, max: 1e6 });

function make([definition, options]: Setting): Objective {
  return construct(definition, resolveFragment(definition, options));
}

/** Everything a loss gives, with its normalisers from `whole`. */
function evaluate(objective: Objective, { batch, outputs }: RandomCase, whole: Batch = batch): Promise<Cotangents> {
  return cotangents(bindLoss(objective, whole), outputs, batch);
}

for (const setting of SETTINGS) {
  const [{ use }, options] = setting;

  describe(`objective ${use} ${JSON.stringify(options)}`, () => {
    it("adds up over micro-batches: loss, metrics and gradients", async () => {
      await fc.assert(
        fc.asyncProperty(seeds, fc.integer({ min: 0, max: 5 }), async (seed, cut) => {
          const whole = randomCase(seed, 6, 5);
          const parts = [whole.batch.groups.map((_, row) => row)].flatMap((rows) => [rows.slice(0, cut), rows.slice(cut)]).filter((rows) => rows.length > 0);
          const objective = make(setting);
          const all = await evaluate(objective, whole);
          const split = await Promise.all(parts.map((rows) => evaluate(objective, rowsOf(whole, [...rows]), whole.batch)));
          expect(split.reduce((sum, { loss }) => sum + loss, 0)).to.be.closeTo(all.loss, 1e-5);
          for (const [name, value] of Object.entries(all.metrics))
            expect(
              split.reduce((sum, part) => sum + part.metrics[name], 0),
              name,
            ).to.be.closeTo(value, 1e-5);
          for (const name of objective.wants) expect(joined(split, name)).to.deep.equal([...(all.gradients[name] ?? [])]);
        }),
        { numRuns: 10 },
      );
    });

    it("does not read what stands where action is 0", async () => {
      await fc.assert(
        fc.asyncProperty(seeds, fc.double({ min: -9, max: 9, noNaN: true }), async (seed, junk) => {
          const clean = randomCase(seed, 4, 6);
          const objective = make(setting);
          expect(await evaluate(objective, withJunk(clean, junk))).to.deep.equal(await evaluate(objective, withJunk(clean, -1)));
        }),
        { numRuns: 10 },
      );
    });

    it("has the gradient that finite differences give, with stop-gradients held", async () => {
      for (const seed of [1, 2]) {
        const { batch, outputs } = randomCase(seed, 3, 4);
        const loss = bindLoss(make(setting), batch);
        const { gradients } = await cotangents(loss, outputs, batch);
        for (const name of loss.wants) {
          const numeric = await finiteDifferences({ batch, outputs }, name, loss);
          numeric.forEach((value, place) => {
            expect(gradients[name]?.[place], `${name} ${place}`).to.be.closeTo(value, 3e-4 + 0.01 * Math.abs(value));
          });
        }
      }
    });
  });
}

function joined(parts: readonly Cotangents[], name: keyof Cotangents["gradients"]): number[] {
  return parts.flatMap(({ gradients }) => [...(gradients[name] ?? [])]);
}

function withJunk({ batch, outputs }: RandomCase, junk: number): RandomCase {
  const spoil = (values: Float32Array): Float32Array =>
    values.length === batch.rows ? values : values.map((value, place) => (batch.action[place] === 1 ? value : junk));
  const spoilt = (record: object): object =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, value instanceof Float32Array ? spoil(value) : value]));
  return { batch: spoilt(batch) as Batch, outputs: spoilt(outputs) };
}
