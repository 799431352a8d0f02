import type { Batch } from "../../contracts/batch.js";
import type { Cotangents } from "../../trainer/cotangents.js";
import { differingNumber, largestOf } from "../differing-number.js";

const ROUNDING = 1e-5;

/**
 * Where two evaluations that should be equal differ by more than rounding, in words; undefined where they do not. Gradients are compared where `action` of
 * the batch is 1.
 */
export function disagreement(found: Cotangents, expected: Cotangents, { action }: Pick<Batch, "action">): string | undefined {
  const taken = (gradient: Float32Array | undefined): Float32Array => (gradient ?? new Float32Array()).filter((_, place) => action[place] === 1);
  const sizes = Object.values(expected.gradients).map(taken);
  const size = sizes.reduce((sum, gradient) => sum + gradient.reduce((total, slope) => total + Math.abs(slope), 0), 0);
  const differences = [
    differingNumber("the loss", [found.loss], [expected.loss], ROUNDING * (Math.abs(expected.loss) + size)),
    ...names(found.metrics, expected.metrics).map((name) =>
      differingNumber(`the metric ${name}`, [found.metrics[name]], [expected.metrics[name]], ROUNDING * (1 + Math.abs(expected.metrics[name]))),
    ),
    ...Object.entries(expected.gradients).map(([name, gradient]) => {
      const slopes = taken(gradient);
      return differingNumber(`the gradient with respect to ${name}`, taken(found.gradients[name as "logprobs"]), slopes, ROUNDING * largestOf(slopes));
    }),
  ];
  return differences.find((difference) => difference !== undefined);
}

function names(...records: readonly object[]): readonly string[] {
  return [...new Set(records.flatMap(Object.keys))];
}
