import type { Advantage, Advantages } from "../../contracts/advantage.js";
import type { Batch } from "../../contracts/batch.js";
import type { ComponentSubject } from "../component-subject.js";
import { differingNumber, largestOf } from "../differing-number.js";
import { withNew } from "../with-new.js";

/** What a new instance of the estimator gives. */
export function estimate(subject: ComponentSubject<Advantage>, batch: Batch): Promise<Advantages> {
  return withNew(subject, (advantage) => advantage.estimate(batch));
}

/** Where estimates that should be equal differ by more than rounding, in words; undefined where they do not. */
export function disagreement(found: Advantages, expected: Advantages): string | undefined {
  const none = new Float32Array();
  const pairs: (readonly [string, Float32Array, Float32Array])[] = [
    ["the advantage", found.advantages, expected.advantages],
    ["the return", found.returns ?? none, expected.returns ?? none],
  ];
  for (const [what, numbers, others] of pairs) {
    const differing = differingNumber(what, numbers, others, 1e-5 * largestOf(others));
    if (differing !== undefined) return differing;
  }
  return undefined;
}
