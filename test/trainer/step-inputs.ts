import { randomStream, type Dataset } from "@lode/core";
import type { StepInputs } from "../../core/src/trainer/step.js";
import { core } from "./core.js";

const { PhaseTimer } = core("trainer/phase-timer");

export const never: AbortSignal = new AbortController().signal;

/** Inputs of a step that begins at the first draw of a dataset. */
export function stepInputs(dataset: Dataset, signal: AbortSignal = never): StepInputs {
  return { draws: dataset.draws(0)[Symbol.asyncIterator](), random: randomStream(1).at("step", 1), timer: new PhaseTimer({ now: () => 0 }), signal };
}
