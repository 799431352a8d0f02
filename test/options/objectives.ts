import { cotangents, Objective, type Batch, type Outputs } from "@lode/core";
import { readFileSync } from "node:fs";
import { bindLoss } from "../golden/bind-loss.js";
import { bareBatch, goldenInputs, type GoldenFile } from "../golden/golden-case.js";
import { opened } from "./opened.js";
import { LISTED, proofs, type Fragment, type Proof, type Table } from "./proof.js";

const file = JSON.parse(readFileSync(new URL("../../fixtures/golden/batch-1.json", import.meta.url), "utf8")) as GoldenFile;
const inputs = goldenInputs(file, file.cases[0]);
const [rewards, advantages] = [inputs.array("rewards"), inputs.array("advantages")];

const BATCH: Batch = {
  ...bareBatch(inputs),
  ...{ rewards, oldLogprobs: inputs.array("oldLogprobs"), refLogprobs: inputs.array("refLogprobs"), samplerLogprobs: inputs.array("samplerLogprobs") },
  advantages: Float32Array.from(inputs.action, (_, place) => advantages[Math.floor(place / inputs.length)]),
};
const OUTPUTS: Outputs = { logprobs: inputs.array("logprobs"), entropy: inputs.array("entropies") };

/** The loss and its gradients on the golden batch, without metrics. */
async function lossOf(fragment: Fragment): Promise<unknown> {
  return opened(Objective, fragment, async (objective) => {
    const { loss, gradients } = await cotangents(bindLoss(objective, BATCH), OUTPUTS, BATCH);
    return { loss, gradients };
  });
}

const aggregation = { aggregation: LISTED, maxTokens: { low: 5, high: 9 } };
const kl = { klCoefficient: { low: 0.1, high: 0.3 }, klEstimator: { ...LISTED, given: { klCoefficient: 0.2 } } };
const clip = { clipLow: { low: 0.1, high: 0.4 }, clipHigh: { low: 0.1, high: 0.4 } };
const dualClip = { dualClip: { low: 1.5, high: 2.5, absent: true } } as const;

const correction = { level: "token", mode: "truncate", cap: 1.2 };
const penalties = {
  ...kl,
  entropyCoefficient: { low: 0.01, high: 0.1 },
  correction: { low: correction, high: { ...correction, level: "sequence" }, absent: true },
  "correction.level": { ...LISTED, given: { correction } },
  "correction.mode": { ...LISTED, given: { correction } },
  "correction.cap": { low: 1.2, high: 1.6, given: { correction } },
} as const;

function objective(use: string, given: Fragment, ...tables: readonly Table[]): readonly Proof[] {
  return proofs(`Objective ${use}`, { given, observe: lossOf }, Object.assign({}, ...tables) as Table);
}

const fixed = { maxTokens: 7 };
const bounds = { clipLow: 0.2, clipHigh: 0.2 };

export const objectives: readonly Proof[] = [
  ...objective("reinforce", fixed, aggregation, penalties),
  ...objective("cross-entropy", fixed, aggregation),
  ...objective("ppo", fixed, aggregation, clip, dualClip, penalties),
  ...objective("grpo", fixed, aggregation, clip, dualClip, penalties),
  ...objective("gspo", bounds, clip, penalties),
  ...objective("cispo", { ...fixed, ...bounds }, aggregation, clip, penalties),
  ...objective("oreal", {}, kl, {
    positiveWeight: { low: 0.5, high: 1 },
    negativeWeight: { low: 0.5, high: 1 },
    scalePositivesByAdvantage: LISTED,
  }),
];
