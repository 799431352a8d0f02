import type { Loss } from "../contracts/batch.js";
import type { Normalisers, Objective } from "../contracts/objective.js";

/** An objective as a loss of micro-batches, with the normalisers of the whole batch. */
export function bindObjective(objective: Objective, normalisers: Normalisers): Loss {
  return {
    wants: objective.wants,
    needs: objective.needs,
    accepts: objective.accepts,
    compute: (outputs, batch) => objective.loss(outputs, batch, normalisers),
  };
}
