import type { Batch } from "../contracts/batch.js";
import type { Metrics } from "../contracts/metrics.js";
import { UserError } from "../contracts/user-error.js";

const REMEDY = "The last checkpoint is good. Lower the learning rate, or mend the component that is named.";

/** Where a number came from: "reward model, step 12". */
export interface Origin {
  readonly component: string;
  readonly step: number;
}

/**
 * Throws NUMBER_NOT_FINITE, naming the rollout, when one of the numbers of the rows [B] or of their action tokens [B,T] is not finite, and
 * SHAPE_MISMATCH when there are too few or too many of them.
 */
export function assertFiniteColumn(column: Float32Array, shape: "[B]" | "[B,T]", batch: Batch, origin: Origin): void {
  const length = shape === "[B]" ? batch.rows : batch.rows * batch.length;
  if (column.length !== length) {
    throw new UserError("SHAPE_MISMATCH", `the ${origin.component} gave ${column.length} numbers, ${length} were expected: ${shape}`, {
      place: { component: `${origin.component}, step ${origin.step}` },
      remedy: "Mend the component that is named: one number for each row, or for each token of each row, padding included.",
    });
  }
  for (let place = 0; place < length; place++) {
    if (Number.isFinite(column[place]) || (shape === "[B,T]" && batch.action[place] === 0)) continue;
    const row = shape === "[B]" ? place : Math.floor(place / batch.length);
    const rollout = batch.rollouts.at(row);
    const name = rollout ? `problem ${rollout.draw.problem.id}, rollout ${rollout.sample}` : `row ${row}`;
    throw new UserError("NUMBER_NOT_FINITE", `the ${origin.component} gave ${column[place]}`, {
      place: { component: `${origin.component}, step ${origin.step}, ${name}` },
      remedy: REMEDY,
    });
  }
}

/** Throws NUMBER_NOT_FINITE, naming the metric. */
export function assertFiniteMetrics(metrics: Metrics, step: number): void {
  for (const [name, value] of Object.entries(metrics)) {
    if (!Number.isFinite(value)) {
      throw new UserError("NUMBER_NOT_FINITE", `the metric ${name} is ${value}`, { place: { component: `${name}, step ${step}` }, remedy: REMEDY });
    }
  }
}
