import type { Batch, Outputs } from "../../contracts/batch.js";
import { randomStream } from "../../trainer/random-stream.js";
import { randomBatch } from "../random-batch.js";
import { moved, rearranged, sources, type Arrangement } from "../rearranged.js";

/** A batch, and what the policy that is trained gives for it. */
export interface ObjectiveCase {
  readonly batch: Batch;
  readonly outputs: Outputs;
}

/** A random batch with a policy within 0.7 nats of the one at collection. */
export function objectiveCase(seed: number): ObjectiveCase {
  const batch = randomBatch(seed);
  const random = randomStream(seed).at("outputs");
  const between = (name: string, low: number, high: number): Float32Array =>
    Float32Array.from(batch.action, (taken, place) => taken * (low + (high - low) * random.at(name).uniform(place)));
  const logprobs = between("step", -0.7, 0.7).map((step, place) => step + (batch.oldLogprobs?.[place] ?? 0));
  return { batch, outputs: { logprobs, entropy: between("entropy", 0.1, 2), scores: between("scores", -1, 1) } };
}

/** The same tokens in other places. */
export function rearrangedCase({ batch, outputs }: ObjectiveCase, arrangement: Arrangement): ObjectiveCase {
  const places = sources(batch, arrangement);
  return {
    batch: rearranged(batch, arrangement),
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, values]) => [name, moved(values, places)])),
  };
}
