import type { Batch } from "../../contracts/batch.js";
import type { Objective } from "../../contracts/objective.js";
import { bindObjective } from "../../trainer/bind-objective.js";
import { cotangents, type Cotangents } from "../../trainer/cotangents.js";
import type { ComponentSubject } from "../component-subject.js";
import { withNew } from "../with-new.js";
import type { ObjectiveCase } from "./objective-case.js";

/** Loss, metrics and gradient that a new instance of the objective gives, with its normalisers from `whole`. */
export function evaluate(subject: ComponentSubject<Objective>, { batch, outputs }: ObjectiveCase, whole: Batch = batch): Promise<Cotangents> {
  return withNew(subject, (objective) => cotangents(bindObjective(objective, objective.normalisers(whole)), outputs, batch));
}
