import type { Batch, ColumnName } from "../contracts/batch.js";
import type { Scorer } from "../contracts/learner.js";
import { assertFiniteColumn } from "./assert-finite.js";
import type { RunComponents } from "./run-components.js";

/** Computes the columns of `names` that the batch lacks and that models give: old (the policy now), ref (the policy as it started), values (the critic). */
export async function fillColumns(batch: Batch, names: readonly ColumnName[], run: RunComponents, step: number): Promise<Batch> {
  let filled = batch;
  const fill = async (name: ColumnName, component: string, compute: () => Promise<Float32Array>): Promise<void> => {
    if (!names.includes(name) || filled[name] !== undefined || batch.rows === 0) return;
    const column = await compute();
    assertFiniteColumn(column, "[B,T]", batch, { component, step });
    filled = { ...filled, [name]: column };
  };
  const { policy, reference, valueModel } = run;
  await fill("oldLogprobs", "policy", () => logprobs(policy, batch));
  if (reference) await fill("refLogprobs", "reference policy", () => logprobs(reference, batch));
  if (valueModel) await fill("values", "value model", () => valueModel.values(batch));
  return filled;
}

async function logprobs(scorer: Scorer, batch: Batch): Promise<Float32Array> {
  const outputs = await scorer.score(batch, ["logprobs"]);
  if (outputs.logprobs === undefined) throw new RangeError("the scorer gave no logprobs");
  return outputs.logprobs;
}
