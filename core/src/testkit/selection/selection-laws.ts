import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../contracts/batch.js";
import type { Selection } from "../../contracts/selection.js";
import { randomStream } from "../../trainer/random-stream.js";
import { someRows } from "../arrangements.js";
import type { ComponentSubject } from "../component-subject.js";
import { deadOptions } from "../dead-options.js";
import { demand } from "../demand.js";
import { difference } from "../difference.js";
import type { Laws } from "../laws.js";
import { randomBatch } from "../random-batch.js";
import { rearranged } from "../rearranged.js";
import { withNew } from "../with-new.js";

type Subject = ComponentSubject<Selection>;

const SEEDS = [1, 2, 3, 4, 5, 6];

/** What holds of every selection. */
export const selectionLaws: Laws<Subject> = {
  "gives ascending row numbers without repetition": givesRows,
  "chooses nothing from an empty batch": bearsEmptiness,
  "chooses the same rows from the same stream": repeats,
  "keys its choices by group": isKeyedByGroup,
  "leaves no tensor behind": leavesNoTensor,
  "changes none of its inputs": changesNothing,
  "has no option without effect": hasNoDeadOption,
};

/** The rows that a new instance chooses. */
function select(subject: Subject, batch: Batch, seed: number): Promise<readonly number[]> {
  return withNew(subject, (selection) => selection.select(batch, randomStream(seed)));
}

async function givesRows(subject: Subject): Promise<void> {
  for (const seed of SEEDS) {
    const batch = randomBatch(seed);
    const rows = await select(subject, batch, seed);
    const wrong = rows.findIndex((row, place) => !Number.isInteger(row) || row <= (rows[place - 1] ?? -1) || row >= batch.rows);
    demand(
      wrong === -1,
      `Of a batch of ${batch.rows} rows the rows ${rows.join(", ")} are chosen, expected ascending numbers below ${batch.rows} without repetition`,
      "Sort the numbers and take out what is there twice.",
    );
  }
}

async function bearsEmptiness(subject: Subject): Promise<void> {
  const empty = rearranged(randomBatch(1), { rows: [], length: 0 });
  const rows = await select(subject, empty, 1).catch((error: unknown) => error);
  demand(
    Array.isArray(rows) && rows.length === 0,
    `From an empty batch the selection gives ${String(rows)}, expected no rows`,
    "Return [] where there is nothing to choose from.",
  );
}

async function repeats(subject: Subject): Promise<void> {
  const batch = randomBatch(1);
  for (const seed of SEEDS) {
    const stream = randomStream(seed);
    const [first, second] = await withNew(subject, (selection) => [selection.select(batch, stream), selection.select(batch, stream)]);
    const changed = difference(second, first, "rows");
    demand(changed === undefined, `A second choice from the same batch and stream differs: ${changed}`, "Take chances from `random` alone, and keep no state.");
  }
}

/** Only what is random has to be: a choice among all rows by their rewards, say, may depend on all of them. */
async function isKeyedByGroup(subject: Subject): Promise<void> {
  const batch = randomBatch(1);
  const choices = await Promise.all(SEEDS.map((seed) => select(subject, batch, seed)));
  if (choices.every((rows) => difference(rows, choices[0]) === undefined)) return;
  for (const [index, seed] of SEEDS.entries()) {
    for (const group of new Set(batch.groups)) {
      const rest = [...batch.groups.keys()].filter((row) => batch.groups[row] !== group);
      const alone = await select(subject, rearranged(batch, someRows(batch, rest)), seed);
      const changed = difference(
        alone.map((row) => rest[row]),
        choices[index].filter((row) => rest.includes(row)),
        "rows",
      );
      demand(
        changed === undefined,
        `When group ${group} is taken out of the batch, others are chosen of the remaining groups: ${changed}`,
        "Ask `random` with the group's id as a coordinate: `random.uniform(group)`.",
      );
    }
  }
}

async function leavesNoTensor(subject: Subject): Promise<void> {
  const left = await withNew(subject, (selection) => {
    const before = tf.memory().numTensors;
    selection.select(randomBatch(1), randomStream(1));
    return tf.memory().numTensors - before;
  });
  demand(left === 0, `One choice leaves ${left} tensors behind, expected none`, "Work inside `tf.tidy`, or with plain arrays.");
}

async function changesNothing(subject: Subject): Promise<void> {
  const batch = randomBatch(1);
  await select(subject, batch, 1);
  const changed = difference(batch, randomBatch(1), "the batch");
  demand(changed === undefined, `The selection changes what it is given: ${changed}`, "Work on copies of the batch's arrays.");
}

async function hasNoDeadOption(subject: Subject): Promise<void> {
  const dead = await deadOptions(subject, async (options) => {
    const rows = await Promise.all(SEEDS.map((seed) => select({ ...subject, options }, randomBatch(seed), seed)));
    return Object.fromEntries(rows.map((chosen, index) => [`seed ${SEEDS[index]}`, chosen]));
  });
  demand(
    dead.length === 0,
    `No other value that was tried of the options ${dead.join(", ")} changes which rows are chosen`,
    "Read the option, take it out, or give values of it that make a difference in the suite's `otherValues`.",
  );
}
