import type { Batch } from "../../contracts/batch.js";
import type { Cotangents } from "../../trainer/cotangents.js";
import { morePadding, otherOrder, someRows, withoutHoles } from "../arrangements.js";
import { demand } from "../demand.js";
import type { Laws } from "../laws.js";
import { moved, sources, type Arrangement } from "../rearranged.js";
import { withNoise } from "../with-noise.js";
import { disagreement } from "./disagreement.js";
import { evaluate } from "./evaluate.js";
import { objectiveCase, rearrangedCase, type ObjectiveCase } from "./objective-case.js";
import type { ObjectiveSubject } from "./objective-subject.js";

/** What a loss does not depend on: the same tokens give the same loss, metrics and gradient however they are laid out. */
export const invarianceLaws: Laws<ObjectiveSubject> = {
  "adds up over micro-batches: loss, metrics and gradient": addsUp,
  "does not depend on padding": (subject) =>
    isUnmoved(subject, morePadding, "the batch has more padding", "Count action tokens (`batch.actionTokens`, `tokenCounts`), never rows times length."),
  "does not depend on the order of rows": (subject) =>
    isUnmoved(subject, otherOrder, "the rows come in another order", "Treat every row alike; rows of one group are found by `groups`, not by their place."),
  "does not depend on holes in the action mask": (subject) =>
    isUnmoved(subject, withoutHoles, "the tokens without action between action tokens are taken out", "Compute as if tokens without action were absent."),
  "does not depend on what stands where action is 0": ignoresNoise,
};

const SEEDS = [1, 2];

async function addsUp(subject: ObjectiveSubject): Promise<void> {
  for (const seed of SEEDS) {
    const whole = objectiveCase(seed);
    const all = Array.from({ length: whole.batch.rows }, (_, row) => row);
    const arrangements = [0, 1, 2].map((part) => someRows(whole.batch, part === 0 ? [0] : all.filter((row) => row > 0 && row % 2 === part - 1)));
    const parts: Cotangents[] = [];
    for (const arrangement of arrangements) parts.push(await evaluate(subject, rearrangedCase(whole, arrangement), whole.batch));
    const places = arrangements.map((arrangement) => sources(whole.batch, arrangement));
    const wrong = disagreement(summed(parts, places, whole.batch.action.length), await evaluate(subject, whole), whole.batch);
    demand(
      wrong === undefined,
      `Summed over micro-batches, ${wrong}`,
      "Divide by `normalisers`, which are computed over the whole optimizer batch, in loss and metrics alike, and by nothing that is computed over the micro-batch.",
    );
  }
}

function summed(parts: readonly Cotangents[], places: readonly Int32Array[], size: number): Cotangents {
  const metrics: Record<string, number> = {};
  const gradients: Record<string, Float32Array> = {};
  parts.forEach((part, index) => {
    for (const [name, value] of Object.entries(part.metrics)) metrics[name] = (metrics[name] ?? 0) + value;
    for (const [name, gradient] of Object.entries(part.gradients)) {
      const total = (gradients[name] ??= new Float32Array(size));
      gradient.forEach((slope, place) => {
        if (places[index][place] !== -1) total[places[index][place]] = slope;
      });
    }
  });
  return { loss: parts.reduce((sum, { loss }) => sum + loss, 0), metrics, gradients };
}

async function isUnmoved(subject: ObjectiveSubject, arrange: (batch: Batch) => Arrangement, when: string, remedy: string): Promise<void> {
  for (const seed of SEEDS) {
    const before = objectiveCase(seed);
    const arrangement = arrange(before.batch);
    const after = rearrangedCase(before, arrangement);
    const expected = movedGradients(await evaluate(subject, before), sources(before.batch, arrangement));
    const wrong = disagreement(await evaluate(subject, after), expected, after.batch);
    demand(wrong === undefined, `When ${when}, ${wrong}`, remedy);
  }
}

function movedGradients({ gradients, ...rest }: Cotangents, places: Int32Array): Cotangents {
  return { ...rest, gradients: Object.fromEntries(Object.entries(gradients).map(([name, gradient]) => [name, moved(gradient, places)])) };
}

async function ignoresNoise(subject: ObjectiveSubject): Promise<void> {
  for (const seed of SEEDS) {
    const clean = objectiveCase(seed);
    const noisy: ObjectiveCase = { batch: withNoise(clean.batch), outputs: withNoise({ ...clean.outputs, action: clean.batch.action }) };
    const wrong = disagreement(await evaluate(subject, noisy), await evaluate(subject, clean), clean.batch);
    demand(
      wrong === undefined,
      `When other numbers stand where action is 0, ${wrong}`,
      "Multiply by `action`, or use `aggregate`; in `normalisers` skip the places where `action` is 0.",
    );
  }
}
