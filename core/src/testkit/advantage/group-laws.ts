import type { Advantage } from "../../contracts/advantage.js";
import { someRows } from "../arrangements.js";
import type { ComponentSubject } from "../component-subject.js";
import { demand } from "../demand.js";
import { largestOf } from "../differing-number.js";
import type { Laws } from "../laws.js";
import { rearranged, sources } from "../rearranged.js";
import { advantageBatch } from "./advantage-batch.js";
import { disagreement, estimate, movedEstimate } from "./estimate.js";

type Subject = ComponentSubject<Advantage>;

/** What holds of an estimator that needs groups ("group>=2"): its baseline is within the group. */
export const groupLaws: Laws<Subject> = {
  "estimates every group by itself": isByItself,
  "gives a group of equal rewards no advantage": hasBaseline,
};

/** What holds of one that does not say so. */
export const withoutGroupLaws: Laws<Subject> = { "does not look at groups": ignoresGroups };

async function isByItself(subject: Subject): Promise<void> {
  const batch = advantageBatch(subject, 1);
  const together = await estimate(subject, batch);
  for (const group of new Set(batch.groups)) {
    const arrangement = someRows(
      batch,
      [...batch.groups.keys()].filter((row) => batch.groups[row] === group),
    );
    const alone = rearranged(batch, arrangement);
    const wrong = disagreement(await estimate(subject, alone), movedEstimate(together, sources(batch, arrangement)), alone);
    demand(wrong === undefined, `When a group's rows are alone in the batch, ${wrong}`, "Compute baseline and scale within the group.");
  }
}

async function hasBaseline(subject: Subject): Promise<void> {
  const { tokenRewards: _, ...batch } = advantageBatch(subject, 1);
  for (const reward of [1, 0, -1]) {
    const { advantages } = await estimate(subject, { ...batch, rewards: new Float32Array(batch.rows).fill(reward) });
    const largest = largestOf(advantages.filter((_, place) => batch.action[place] === 1));
    demand(
      largest <= 1e-4,
      `In groups whose rewards are all ${reward} an advantage of ${largest} is given, expected 0`,
      "Subtract a baseline of the group, or take `group>=2` out of `needs`.",
    );
  }
}

async function ignoresGroups(subject: Subject): Promise<void> {
  const batch = advantageBatch(subject, 1);
  const wrong = disagreement(await estimate(subject, { ...batch, groups: new Int32Array(batch.rows) }), await estimate(subject, batch), batch);
  demand(wrong === undefined, `When all rows are one group, ${wrong}, though the estimator does not say that it needs groups`, 'Add "group>=2" to `needs`.');
}
