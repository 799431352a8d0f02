import { ValueModel, type Batch } from "@lode/core";
import { randomBatch } from "../transformer/transformer-fixture.js";
import { weightsOf } from "../transformer/weights-of.js";
import { opened, TINY_TRANSFORMER } from "./opened.js";
import { optimizer, OPTIMIZER, STEPS } from "./optimizer.js";
import { LISTED, proofs, type Fragment, type Proof } from "./proof.js";

const BATCH: Batch = randomBatch([7, 9, 9, 6], {
  values: new Float32Array(36),
  returns: Float32Array.from({ length: 36 }, (_, place) => 1 - 0.2 * (place % 9)),
});

/** The loss of the last of several updates, and the weights after it. */
async function learntBy(fragment: Fragment): Promise<unknown> {
  return opened(
    ValueModel,
    fragment,
    async (critic) => {
      let loss: number | undefined;
      for (const at of STEPS) ({ loss } = await critic.learn(BATCH, at));
      return { loss, weights: await weightsOf(critic) };
    },
    { policy: TINY_TRANSFORMER },
  );
}

export const valueModels: readonly Proof[] = proofs(
  "ValueModel critic",
  { given: { maxTokens: 7, optimizer: OPTIMIZER }, observe: learntBy },
  {
    aggregation: LISTED,
    maxTokens: { low: 5, high: 9 },
    clip: { low: 0.01, high: 0.2 },
    ...optimizer,
  },
);
