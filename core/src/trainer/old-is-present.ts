import type { ColumnName, Loss } from "../contracts/batch.js";

/** With one update a step, the policy that collected is the one that is updated: `oldLogprobs` are the present log-probabilities, held. They need no pass of their own. */
export function oldIsPresent(loss: Loss): Loss {
  return {
    ...loss,
    needs: withoutOld(loss.needs),
    accepts: loss.accepts && withoutOld(loss.accepts),
    compute: (outputs, batch) => loss.compute(outputs, { ...batch, oldLogprobs: outputs.held.logprobs }),
  };
}

function withoutOld(names: readonly ColumnName[]): readonly ColumnName[] {
  return names.filter((name) => name !== "oldLogprobs");
}
