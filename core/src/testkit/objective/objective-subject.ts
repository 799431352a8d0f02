import type { Batch } from "../../contracts/batch.js";
import type { Objective } from "../../contracts/objective.js";
import type { Aggregation } from "../../math/aggregate.js";
import type { ComponentSubject } from "../component-subject.js";

/** How an objective is normalised: one of core's aggregations, or the share of every token, [B,T], that its loss is multiplied by in the sum. */
export type Normalisation = Aggregation["aggregation"] | ((batch: Batch) => ArrayLike<number>);

export interface ObjectiveSubject extends ComponentSubject<Objective> {
  /** What the objective's README says, where `explain` names none of core's aggregations. */
  readonly normalisation?: Normalisation;
}
