import { Advantage } from "@lode/core";
import { randomBatch } from "../transformer/transformer-fixture.js";
import { opened } from "./opened.js";
import { LISTED, proofs, type Fragment, type Proof } from "./proof.js";

const BATCH = randomBatch([7, 8, 9, 6], { rewards: Float32Array.of(1, -1, -1, 1), values: Float32Array.from({ length: 36 }, (_, place) => 0.1 * (place % 7)) });

async function advantagesOf(fragment: Fragment): Promise<unknown> {
  return opened(Advantage, fragment, async (advantage) => advantage.estimate(BATCH));
}

export const advantages: readonly Proof[] = [
  ...proofs(
    "Advantage gae",
    { observe: advantagesOf },
    {
      gamma: { low: 0.9, high: 1 },
      lambda: { low: 0.9, high: 1 },
      whiten: LISTED,
    },
  ),
  ...proofs(
    "Advantage grpo",
    { observe: advantagesOf },
    {
      scale: LISTED,
      epsilon: { low: 1e-6, high: 0.1 },
    },
  ),
];
