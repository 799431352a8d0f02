import type { Batch, Loss, Objective } from "@lode/core";

/** An objective as a loss, normalised by the whole of `batch`. */
export function bindLoss(objective: Objective, batch: Batch): Loss {
  const normalisers = objective.normalisers(batch);
  const { wants, needs, accepts } = objective;
  return { wants, needs, accepts, compute: (outputs, part) => objective.loss(outputs, part, normalisers) };
}
