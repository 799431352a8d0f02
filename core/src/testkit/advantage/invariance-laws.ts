import type { Advantage } from "../../contracts/advantage.js";
import type { Batch } from "../../contracts/batch.js";
import { morePadding, otherOrder, withoutHoles } from "../arrangements.js";
import type { ComponentSubject } from "../component-subject.js";
import { demand } from "../demand.js";
import type { Laws } from "../laws.js";
import { rearranged, sources, type Arrangement } from "../rearranged.js";
import { withNoise } from "../with-noise.js";
import { advantageBatch } from "./advantage-batch.js";
import { disagreement, estimate, movedEstimate } from "./estimate.js";

type Subject = ComponentSubject<Advantage>;

/** What an estimate does not depend on. */
export const invarianceLaws: Laws<Subject> = {
  "does not depend on padding": (subject) => isUnmoved(subject, morePadding, "the batch has more padding", "Count action tokens alone."),
  "does not depend on the order of rows": (subject) =>
    isUnmoved(subject, otherOrder, "the rows come in another order", "Find the rows of a group by `groups`, not by their place."),
  "does not depend on holes in the action mask": (subject) =>
    isUnmoved(subject, withoutHoles, "the tokens without action between action tokens are taken out", "Compute as if tokens without action were absent."),
  "does not depend on what stands where action is 0": ignoresNoise,
};

async function isUnmoved(subject: Subject, arrange: (batch: Batch) => Arrangement, when: string, remedy: string): Promise<void> {
  for (const seed of [1, 2]) {
    const batch = advantageBatch(subject, seed);
    const arrangement = arrange(batch);
    const expected = movedEstimate(await estimate(subject, batch), sources(batch, arrangement));
    const after = rearranged(batch, arrangement);
    const wrong = disagreement(await estimate(subject, after), expected, after);
    demand(wrong === undefined, `When ${when}, ${wrong}`, remedy);
  }
}

async function ignoresNoise(subject: Subject): Promise<void> {
  const batch = advantageBatch(subject, 1);
  const wrong = disagreement(await estimate(subject, withNoise(batch)), await estimate(subject, batch), batch);
  demand(wrong === undefined, `When other numbers stand where action is 0, ${wrong}`, "Skip the places where `action` is 0 in every column.");
}
