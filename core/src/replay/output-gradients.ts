import type { Batch, Outputs } from "../contracts/batch.js";
import type { Objective } from "../contracts/objective.js";
import { bindObjective } from "../trainer/bind-objective.js";
import { cotangents } from "../trainer/cotangents.js";
import { selectRows } from "../trainer/select-rows.js";

/** The value of an objective on some rows of a batch, and its gradient with respect to the policy's outputs, [B,T]: 0 in the other rows. */
export interface OutputGradients {
  readonly rows: readonly number[];
  readonly loss: number;
  readonly logprobs: Float32Array;
  /** Of entropies; absent where the objective reads none. */
  readonly entropy?: Float32Array;
}

/** Normalised by the rows, as one optimizer batch. `outputs` are those of the policy on the whole batch, [B,T]. */
export async function outputGradients(objective: Objective, batch: Batch, outputs: Outputs, rows: readonly number[]): Promise<OutputGradients> {
  const size = batch.rows * batch.length;
  const wantsEntropy = objective.wants.includes("entropy");
  if (rows.length === 0) return { rows, loss: 0, logprobs: new Float32Array(size), ...(wantsEntropy && { entropy: new Float32Array(size) }) };
  const part = selectRows(batch, rows);
  const cut = (column: Float32Array): Float32Array => {
    const short = new Float32Array(part.rows * part.length);
    rows.forEach((row, place) => short.set(column.subarray(row * batch.length, row * batch.length + part.length), place * part.length));
    return short;
  };
  const spread = (column: Float32Array | undefined): Float32Array => {
    const whole = new Float32Array(size);
    rows.forEach((row, place) => {
      for (let token = 0; token < part.length; token++) {
        const at = place * part.length + token;
        if (part.action[at] === 1) whole[row * batch.length + token] = column?.[at] ?? 0;
      }
    });
    return whole;
  };
  const given = Object.fromEntries(Object.entries(outputs).map(([name, column]) => [name, cut(column)]));
  const { loss, gradients } = await cotangents(bindObjective(objective, objective.normalisers(part)), given, part);
  return { rows, loss, logprobs: spread(gradients.logprobs), ...(wantsEntropy && { entropy: spread(gradients.entropy) }) };
}
