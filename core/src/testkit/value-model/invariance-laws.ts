import type { Batch } from "../../contracts/batch.js";
import type { ValueModel } from "../../contracts/value-model.js";
import { morePadding, otherOrder } from "../arrangements.js";
import type { ComponentSubject } from "../component-subject.js";
import { demand } from "../demand.js";
import { differingNumber, largestOf } from "../differing-number.js";
import type { Laws } from "../laws.js";
import { moved, rearranged, sources, type Arrangement } from "../rearranged.js";
import { withNew } from "../with-new.js";
import { withNoise } from "../with-noise.js";
import { rewardedBatch, valueStep } from "./value-step.js";

type Subject = ComponentSubject<ValueModel>;

/** What values do not depend on. */
export const invarianceLaws: Laws<Subject> = {
  "does not look ahead": isCausal,
  "does not depend on padding": (subject) => isUnmoved(subject, morePadding, "the batch has more padding", "Read tokens up to `lengths` alone."),
  "does not depend on the order of rows": (subject) => isUnmoved(subject, otherOrder, "the rows come in another order", "Value every row by itself."),
  "does not depend on what stands where action is 0": ignoresNoise,
};

/** The value of a token is that of the tokens before it: it is the same whatever this token and those after it are. */
async function isCausal(subject: Subject): Promise<void> {
  const batch = rewardedBatch(2);
  const before = await valuesOf(subject, batch);
  for (const cut of [3, 5]) {
    const tokens = batch.tokens.map((token, place) => (place % batch.length >= cut && token > 1 ? 2 + ((token - 1) % 6) : token));
    const kept = [...batch.action.keys()].filter((place) => batch.action[place] === 1 && place % batch.length <= cut);
    const after = await valuesOf(subject, { ...batch, tokens });
    const wrong = differingNumber(
      "the value of a token up to there",
      kept.map((place) => after[place]),
      kept.map((place) => before[place]),
      tolerance(before),
    );
    demand(wrong === undefined, `When the tokens from column ${cut} on are others, ${wrong}`, "Compute the value of a token from the tokens before it.");
  }
}

async function isUnmoved(subject: Subject, arrange: (batch: Batch) => Arrangement, when: string, remedy: string): Promise<void> {
  const batch = rewardedBatch(2);
  const arrangement = arrange(batch);
  const after = rearranged(batch, arrangement);
  const expected = moved(await valuesOf(subject, batch), sources(batch, arrangement));
  const wrong = disagreement(await valuesOf(subject, after), expected, after.action);
  demand(wrong === undefined, `When ${when}, ${wrong}`, remedy);
}

async function ignoresNoise(subject: Subject): Promise<void> {
  const batch = rewardedBatch(2);
  const wrong = disagreement(await valuesOf(subject, withNoise(batch)), await valuesOf(subject, batch), batch.action);
  demand(wrong === undefined, `When other numbers stand where action is 0, ${wrong}`, "Skip the places where `action` is 0 in every column.");
}

/** By a model that has learnt a little: a new one may give 0 everywhere. */
function valuesOf(subject: Subject, batch: Batch): Promise<Float32Array> {
  return withNew(subject, async (model) => {
    await valueStep(model, 1);
    return model.values(batch);
  });
}

function disagreement(found: Float32Array, expected: Float32Array, action: Uint8Array): string | undefined {
  const taken = (numbers: Float32Array): Float32Array => numbers.filter((_, place) => action[place] === 1);
  return differingNumber("the value", taken(found), taken(expected), tolerance(expected));
}

function tolerance(values: Float32Array): number {
  return 1e-5 * largestOf(values);
}
