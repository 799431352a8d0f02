import type { Advantage, Advantages } from "../../contracts/advantage.js";
import type { Batch } from "../../contracts/batch.js";
import type { ComponentSubject } from "../component-subject.js";
import { differingNumber, largestOf } from "../differing-number.js";
import { moved } from "../rearranged.js";
import { withNew } from "../with-new.js";

/** What a new instance of the estimator gives. */
export function estimate(subject: ComponentSubject<Advantage>, batch: Batch): Promise<Advantages> {
  return withNew(subject, (advantage) => advantage.estimate(batch));
}

/** The same estimates at new places; see `sources`. */
export function movedEstimate({ advantages, returns }: Advantages, places: Int32Array): Advantages {
  return { advantages: moved(advantages, places), ...(returns && { returns: moved(returns, places) }) };
}

/** Where estimates that should be equal differ by more than rounding at an action token, in words; undefined where they do not. */
export function disagreement(found: Advantages, expected: Advantages, { action }: Pick<Batch, "action">): string | undefined {
  const taken = (numbers: Float32Array | undefined): Float32Array => (numbers ?? new Float32Array()).filter((_, place) => action[place] === 1);
  const compare = (what: string, name: keyof Advantages): string | undefined => {
    const others = taken(expected[name]);
    return differingNumber(what, taken(found[name]), others, 1e-5 * largestOf(others));
  };
  return compare("the advantage", "advantages") ?? compare("the return", "returns");
}
