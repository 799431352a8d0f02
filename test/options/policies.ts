import { Policy, type Loss } from "@lode/core";
import { crossEntropy, randomBatch } from "../transformer/transformer-fixture.js";
import { weightsOf } from "../transformer/weights-of.js";
import { opened, TINY_TRANSFORMER } from "./opened.js";
import { optimizer, OPTIMIZER, STEPS } from "./optimizer.js";
import { proofs, type Fragment, type Proof } from "./proof.js";
import { RECIPE, trained } from "./trained.js";

const BATCH = randomBatch([9, 6]);
const LOSS: Loss = crossEntropy(BATCH.actionTokens);

/** Log-probabilities of a policy that has learnt nothing. */
async function scoresOf(fragment: Fragment): Promise<unknown> {
  return opened(Policy, fragment, (policy) => policy.score(BATCH, ["logprobs"]));
}

async function trainedScoresOf(fragment: Fragment): Promise<unknown> {
  return opened(Policy, fragment, async (policy) => {
    await learn(policy);
    return policy.score(BATCH, ["logprobs"]);
  });
}

async function trainedWeightsOf(fragment: Fragment): Promise<unknown> {
  return opened(Policy, fragment, async (policy) => {
    await learn(policy);
    return weightsOf(policy);
  });
}

/** What a run generates first whose policy may start from one of two others. */
async function firstRolloutsOf(policy: Fragment): Promise<unknown> {
  const recipe = { ...RECIPE, training: { steps: 1, promptsPerStep: 2 } };
  const [one, other] = ["one", "other"].map((name, seed) => ({ ...recipe, name, seed, policy: TINY_TRANSFORMER }));
  return (await trained(one, other, { ...recipe, policy })).rollouts;
}

async function learn(policy: Policy): Promise<void> {
  for (const at of STEPS) {
    await policy.accumulate(BATCH, LOSS);
    await policy.step(at);
  }
}

const transformer: Fragment = { ...TINY_TRANSFORMER, width: 8, heads: 2 };

export const policies: readonly Proof[] = [
  ...proofs("Policy tabular", { observe: scoresOf }, { initialDeviation: { low: 0.5, high: 1 } }),
  ...proofs("Policy tabular", { observe: trainedScoresOf }, { "optimizer.learningRate": { low: 0.5, high: 1 } }),
  ...proofs(
    "Policy transformer",
    { given: transformer, observe: scoresOf },
    {
      layers: { low: 1, high: 2 },
      width: { low: 8, high: 16 },
      heads: { low: 1, high: 2 },
      keyValueHeads: { low: 1, high: 2, absent: true, given: { heads: 4 } },
      feedForward: { low: 4, high: 6 },
      ropeBase: { low: 10, high: 100 },
    },
  ),
  ...proofs("Policy transformer", { given: { ...transformer, optimizer: OPTIMIZER }, observe: trainedWeightsOf }, optimizer),
  ...proofs(
    "Policy transformer",
    { given: TINY_TRANSFORMER, observe: firstRolloutsOf },
    {
      initial: { low: { run: "runs/one" }, high: { run: "runs/other" }, absent: true },
    },
  ),
];
