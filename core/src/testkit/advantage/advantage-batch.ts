import type { Advantage } from "../../contracts/advantage.js";
import type { Batch } from "../../contracts/batch.js";
import { fromOptions, type Capability } from "../../plugin/component-definition.js";
import { largestNeed } from "../../plugin/capabilities.js";
import { randomStream } from "../../trainer/random-stream.js";
import { someRows } from "../arrangements.js";
import { completeOptions } from "../complete-options.js";
import type { ComponentSubject } from "../component-subject.js";
import { randomBatch } from "../random-batch.js";
import { rearranged } from "../rearranged.js";

/** The smallest group that the estimator says it needs; 0 where it needs none. */
export function neededGroup(subject: ComponentSubject<Advantage>): number {
  return largestNeed(fromOptions<readonly Capability[]>(subject.component.needs, completeOptions(subject), []), "group");
}

/** A random batch whose rewards are all different, of groups that are large enough. */
export function advantageBatch(subject: ComponentSubject<Advantage>, seed: number): Batch {
  const batch = randomBatch(seed);
  const random = randomStream(seed).at("rewards");
  const rewards = Float32Array.from({ length: batch.rows }, (_, row) => random.normal(row));
  const size = (row: number): number => batch.groups.filter((group) => group === batch.groups[row]).length;
  const rows = [...batch.groups.keys()].filter((row) => size(row) >= neededGroup(subject));
  if (rows.length === 0) throw new RangeError(`the testkit has no group of ${neededGroup(subject)} rows`);
  return rearranged({ ...batch, rewards }, someRows(batch, rows));
}
