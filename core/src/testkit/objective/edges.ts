import type { Batch } from "../../contracts/batch.js";
import { someRows } from "../arrangements.js";
import { demand } from "../demand.js";
import { withNew } from "../with-new.js";
import { evaluate } from "./evaluate.js";
import { objectiveCase, rearrangedCase, type ObjectiveCase } from "./objective-case.js";
import type { ObjectiveSubject } from "./objective-subject.js";

/** Loss, metrics and gradient are finite for batches that are unusual, but happen. */
export async function isFiniteAtTheEdges(subject: ObjectiveSubject): Promise<void> {
  const accepts = await withNew(subject, (objective) => objective.accepts ?? []);
  for (const [edge, example] of Object.entries(edges(objectiveCase(1), accepts))) {
    const { loss, metrics, gradients } = await evaluate(subject, example);
    const numbers: [string, ArrayLike<number>][] = [
      ["the loss", [loss]],
      ...Object.entries(metrics).map(([name, value]): [string, number[]] => [`the metric ${name}`, [value]]),
      ...Object.entries(gradients).map(([name, gradient]): [string, Float32Array] => [`the gradient with respect to ${name}`, gradient]),
    ];
    for (const [name, values] of numbers) {
      const wrong = Array.from(values).find((value) => !Number.isFinite(value));
      demand(
        wrong === undefined,
        `Where ${edge}, ${name} is ${wrong}, expected finite numbers`,
        "Guard divisions by counts that may be 0, and logarithms of 0.",
      );
    }
  }
}

function edges(usual: ObjectiveCase, accepts: readonly string[]): Readonly<Record<string, ObjectiveCase>> {
  const changed = (change: Partial<Batch>, outputs = usual.outputs): ObjectiveCase => ({ batch: { ...usual.batch, ...change }, outputs });
  const all = (value: number): Float32Array => Float32Array.from(usual.batch.action, (taken) => taken * value);
  const reward = (value: number): Float32Array => new Float32Array(usual.batch.rows).fill(value);
  return {
    "nothing is unusual": usual,
    "every row is correct": changed({ rewards: reward(1) }),
    "every row is wrong": changed({ rewards: reward(-1) }),
    "every reward is 0": changed({ rewards: reward(0) }),
    "every advantage is 0": changed({ advantages: all(0) }),
    "every token weight is 0": changed({ tokenWeights: all(0) }),
    "there is one row": rearrangedCase(usual, someRows(usual.batch, [0])),
    "the policy is certain": changed({ oldLogprobs: all(0) }, { logprobs: all(0), entropy: all(0), scores: all(0) }),
    "tokens have become a billion times likelier": changed({ oldLogprobs: all(-21) }, { ...usual.outputs, logprobs: all(-0.3) }),
    "tokens have become a billion times less likely": changed({ oldLogprobs: all(-0.3) }, { ...usual.outputs, logprobs: all(-21) }),
    "columns that are only accepted are absent": changed(Object.fromEntries(accepts.map((name) => [name, undefined]))),
  };
}
