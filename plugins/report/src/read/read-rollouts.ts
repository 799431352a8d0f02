import { join } from "node:path";
import type { RolloutRecord } from "@lode/core";
import type { StepRollouts } from "../data/step-rollouts.js";
import { jsonLines } from "./json-lines.js";
import { readText } from "./read-text.js";
import type { RolloutLimits } from "./rollout-limits.js";
import { stepsIn } from "./steps-in.js";
import { shownRollout, type Decode } from "./shown-rollout.js";

const FOLDER = "rollouts";

/** Steps whose rollouts are recorded, in order. */
export function recordedSteps(folder: string): readonly number[] {
  return stepsIn(join(folder, FOLDER));
}

/** The first rollouts of a step, in the order of its file, which keeps groups together, as many as the limits allow. Throws RUN_DAMAGED. */
export function readRollouts(folder: string, step: number, limits: RolloutLimits, decode: Decode | undefined): StepRollouts {
  const file = `${FOLDER}/step-${step}.jsonl`;
  const records = jsonLines<RolloutRecord>(readText(join(folder, file)) ?? "", join(folder, file));
  return { step, recorded: records.length, file, rollouts: records.slice(0, shownCount(records, limits)).map((record) => shownRollout(record, decode)) };
}

function shownCount(records: readonly RolloutRecord[], { rollouts, tokens }: RolloutLimits): number {
  let spent = 0;
  const over = records.findIndex((record, place) => {
    spent += record.action.reduce((sum, action) => sum + action, 0);
    return place === rollouts || (place > 0 && spent > tokens);
  });
  return over === -1 ? records.length : over;
}
