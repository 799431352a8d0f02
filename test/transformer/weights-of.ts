import type { Batch, Learner, Loss } from "@lode/core";
import type { TransformerOptions } from "@lode/transformer";
import { optimizedBy } from "./transformer-fixture.js";

type Numbers = Readonly<Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>>;

/** Parameters of a policy or scalar model, without what its optimizer remembers. */
export async function weightsOf(learner: Pick<Learner, "snapshot">): Promise<Numbers> {
  const tensors = (await learner.snapshot?.())?.tensors ?? {};
  const entries = Object.entries(tensors).filter(([name]) => !name.startsWith("optimizer."));
  return Object.fromEntries(entries.map(([name, { shape, data }]) => [name, { shape, data: Float32Array.from(data) }]));
}

/** With these a step subtracts the gradient itself, all but: η·g / (|g| + ε) with η = ε = 10⁶. */
export const PLAIN_DESCENT: Partial<TransformerOptions> = optimizedBy({ learningRate: 1e6, epsilon: 1e6, beta1: 0, beta2: 0, weightDecay: 0 });

/** Gradients by parameter, seen through a step of `PLAIN_DESCENT`. */
export async function gradientsOf(learner: Learner, parts: readonly (readonly [Batch, Loss])[]): Promise<Readonly<Record<string, Float32Array>>> {
  const before = await weightsOf(learner);
  for (const [batch, loss] of parts) await learner.accumulate(batch, loss);
  await learner.step({ step: 1, of: 1 });
  const after = await weightsOf(learner);
  return Object.fromEntries(Object.entries(before).map(([name, { data }]) => [name, data.map((value, place) => value - after[name].data[place])]));
}
