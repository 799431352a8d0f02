import {
  objective,
  options,
  Type,
  type Batch,
  type ComponentDefinition,
  type LossValue,
  type Objective,
  type TensorBatch,
  type TensorOutputs,
} from "@lode/core";
import { describeObjective } from "@lode/core/testkit";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { brokenLaws, proveLaws, type Suite } from "./broken-laws.js";

interface Sums extends Record<string, number> {
  readonly tokens: number;
}

type Outputs = TensorOutputs<"logprobs">;
type Columns = TensorBatch<"advantages" | "oldLogprobs">;

interface Given {
  readonly outputs: Outputs;
  readonly batch: Columns;
  readonly sums: Sums;
  readonly weight: number;
}

interface Parts {
  readonly normalisers?: (batch: Batch) => Sums;
  /** Something beside the loss of the sound objective. */
  readonly change?: (sound: LossValue, given: Given) => LossValue;
  readonly laws?: readonly string[];
  readonly metrics?: readonly string[];
  readonly option?: string;
}

const BOTH = ["ratio-one-is-policy-gradient", "no-signal-no-gradient"];
const KEPT: tf.Tensor[] = [];

/** -weight·A·r, token-mean: as it should be, but for some parts. */
function made({ normalisers = byTokens, change = (sound) => sound, laws = [], metrics = [], option = "weight" }: Parts): ComponentDefinition<Objective> {
  return objective({
    use: "made",
    options: options({ weight: Type.Number({ default: 1 }), [option]: Type.Number({ default: 1 }) }),
    wants: ["logprobs"],
    needs: ["advantages", "oldLogprobs"],
    laws,
    metrics: Object.fromEntries(["ratio", ...metrics].map((name) => [`objective/${name}`, { unit: "1", reduction: "mean", meaning: "for tests" }])),
    normalisers,
    loss: (outputs, batch, sums, { weight }) => {
      const ratio = outputs.logprobs.sub(batch.oldLogprobs).exp().mul<tf.Tensor2D>(batch.action);
      const loss = ratio.mul(batch.advantages).sum<tf.Scalar>().mul<tf.Scalar>(-weight).div<tf.Scalar>(sums.tokens);
      return change({ loss, metrics: { ratio: share(ratio, sums.tokens) } }, { outputs, batch, sums, weight });
    },
    explain: () => ["Normalisation: token-mean."],
  });
}

function byTokens({ actionTokens }: Batch): Sums {
  return { tokens: actionTokens };
}

function share(x: tf.Tensor, divisor: number): tf.Scalar {
  return x.sum<tf.Scalar>().div(divisor);
}

const suiteOf =
  (component: ComponentDefinition<Objective>): Suite =>
  (runner) => {
    describeObjective(runner, { component });
  };
const fake = (parts: Parts): Suite => suiteOf(made(parts));

/** A fake whose one fault is a number that it reports as a metric. */
function reporting(metric: (given: Given) => tf.Scalar, normalisers?: Parts["normalisers"]): Suite {
  return fake({ metrics: ["other"], normalisers, change: ({ loss, metrics }, given) => ({ loss, metrics: { ...metrics, other: metric(given) } }) });
}

const plus = ({ loss, metrics }: LossValue, term: tf.Tensor): LossValue => ({ loss: loss.add(term), metrics });
const times = ({ loss, metrics }: LossValue, factor: number | tf.Scalar): LossValue => ({ loss: loss.mul(factor), metrics });

/** The same value, with one hundredth too much gradient. */
const steeper = tf.customGrad((x) => ({ value: (x as tf.Tensor).clone(), gradFunc: (slope: tf.Tensor) => slope.mul(1.01) }));

const sumWhere = (batch: Batch, of: (place: number) => number, counts: (place: number) => boolean): number =>
  [...batch.action.keys()].reduce((sum, place) => (counts(place) ? sum + of(place) : sum), 0);

/** Tokens from the first action token of a row to its last, holes included. */
function spans({ action, rows, length }: Batch): Sums {
  const rowOf = (row: number): Uint8Array => action.subarray(row * length, (row + 1) * length);
  return { tokens: Array.from({ length: rows }, (_, row) => rowOf(row).lastIndexOf(1) - rowOf(row).indexOf(1) + 1).reduce((sum, span) => sum + span, 0) };
}

/** Each evaluation by one instance is a hundredth larger than the one before. */
function growing(): ComponentDefinition<Objective> {
  const component = made({});
  const from = (settings: object): Objective => {
    const sound = (component.create as { from: (options: object) => Objective }).from(settings);
    let calls = 0;
    return { ...sound, loss: (...given) => times(sound.loss(...given), 1 + 0.01 * calls++) };
  };
  return { ...component, create: { from } };
}

describe("describeObjective", () => {
  afterEach(() => {
    tf.dispose(KEPT.splice(0));
  });

  proveLaws(fake({ laws: BOTH }), {
    "has the gradient that central differences give": fake({ change: ({ loss, metrics }) => ({ loss: steeper(loss) as tf.Scalar, metrics }) }),
    "gives tokens without action no gradient": fake({
      change: (sound, { outputs: { logprobs, held }, batch }) => plus(sound, tf.sub(1, batch.action).mul(logprobs.sub(held.logprobs)).sum()),
    }),
    "adds up over micro-batches: loss, metrics and gradient": fake({
      change: (sound, { batch, sums }) => times(sound, tf.scalar(sums.tokens).div(batch.tokenCounts.sum())),
    }),
    "does not depend on padding": reporting(
      ({ batch, sums }) => share(batch.action, sums.rows * batch.length),
      ({ actionTokens, rows }) => ({ tokens: actionTokens, rows }),
    ),
    "does not depend on the order of rows": reporting(
      ({ batch, sums }) => share(batch.action, sums.tokens).mul(sums.first),
      (batch) => ({
        tokens: batch.actionTokens,
        first: sumWhere(
          batch,
          (place) => batch.oldLogprobs?.[place] ?? 0,
          (place) => place < batch.length && batch.action[place] === 1,
        ),
      }),
    ),
    "does not depend on holes in the action mask": fake({ normalisers: spans }),
    "does not depend on what stands where action is 0": reporting(
      ({ batch, sums }) => share(batch.action, sums.tokens).mul(sums.size),
      (batch) => ({
        tokens: batch.actionTokens,
        size: sumWhere(
          batch,
          (place) => Math.abs(batch.advantages?.[place] ?? 0),
          () => true,
        ),
      }),
    ),
    "is normalised as it states": fake({
      normalisers: ({ actionTokens, rows }) => ({ tokens: actionTokens, rows }),
      change: (_, { outputs: { logprobs }, batch, sums, weight }) => {
        const loss = logprobs.mul(batch.advantages).mul(batch.action).div(batch.tokenCounts).sum<tf.Scalar>().mul<tf.Scalar>(-weight).div<tf.Scalar>(sums.rows);
        return { loss, metrics: {} };
      },
    }),
    "gives the same result twice": suiteOf(growing()),
    "leaves no tensor behind": fake({
      change: (sound) => {
        KEPT.push(tf.keep(tf.scalar(1)));
        return sound;
      },
    }),
    "changes none of its inputs": fake({
      normalisers: (batch) => {
        batch.tokens.fill(3);
        return byTokens(batch);
      },
    }),
    "reads no tensor back": fake({ change: (sound, { outputs: { held } }) => times(sound, held.logprobs.dataSync()[0] > 5 ? 2 : 1) }),
    "is finite at the edges": reporting(
      ({ batch, sums }) => share(batch.advantages.abs(), sums.size),
      (batch) => ({
        tokens: batch.actionTokens,
        size: sumWhere(
          batch,
          (place) => Math.abs(batch.advantages?.[place] ?? 0),
          (place) => batch.action[place] === 1,
        ),
      }),
    ),
    "declares every metric that it gives": fake({ change: ({ loss, metrics }) => ({ loss, metrics: { ...metrics, secret: loss } }) }),
    "declares only laws that are tested": fake({ laws: ["fair"] }),
    "has no option without effect": fake({ option: "unread" }),
    "keeps the law ratio-one-is-policy-gradient": fake({ laws: BOTH, change: (sound) => times(sound, 0.5) }),
    "keeps the law no-signal-no-gradient": fake({
      laws: ["no-signal-no-gradient"],
      change: (sound, { outputs: { logprobs }, batch, sums }) => plus(sound, share(logprobs.mul(batch.action), 100 * sums.tokens)),
    }),
  });

  const further: readonly (readonly [fault: string, law: string, fake: Suite])[] = [
    [
      "sums outputs that stand under the mask",
      "does not depend on what stands where action is 0",
      reporting(({ outputs, sums }) => share(outputs.logprobs, sums.tokens)),
    ],
    ["normalises twice", "is normalised as it states", fake({ change: (sound, { sums }) => times(sound, 1 / sums.tokens) })],
    ["frees what it was given", "changes none of its inputs", fake({ change: (sound, { batch }) => (batch.tokenCounts.dispose(), sound) })],
    ["reads asynchronously", "reads no tensor back", fake({ change: (sound, { outputs }) => (void outputs.held.logprobs.data(), sound) })],
  ];
  for (const [fault, law, faulty] of further) {
    it(`catches an objective that ${fault}`, async () => {
      expect(Object.keys(await brokenLaws(faulty))).to.deep.equal([law]);
    });
  }
});
