import type { Batch } from "../contracts/batch.js";
import type { Metrics } from "../contracts/metrics.js";
import type { Progress } from "../contracts/progress.js";
import type { RandomStream } from "../contracts/random-stream.js";
import { accumulateBatch } from "./accumulate-batch.js";
import { assertFiniteMetrics } from "./assert-finite.js";
import { bindObjective } from "./bind-objective.js";
import { miniBatches } from "./mini-batches.js";
import { oldIsPresent } from "./old-is-present.js";
import type { RunComponents } from "./run-components.js";
import { meanMetrics, withArea } from "./sum-metrics.js";

export interface UpdatePlan {
  /** Passes over the selected rollouts. */
  readonly epochs: number;
  /** Optimizer steps in a pass. */
  readonly miniBatches: number;
  /** While it is frozen, the policy does not learn; value model and reward model do. */
  readonly policyFrozen: boolean;
  readonly random: RandomStream;
}

/** Trains policy and value model on the selected rollouts. Metrics are means over optimizer steps. */
export async function update(run: RunComponents, batch: Batch, at: Progress, plan: UpdatePlan): Promise<Metrics> {
  const updates: Metrics[] = [];
  for (let epoch = 0; epoch < plan.epochs; epoch++) {
    for (const part of miniBatches(batch, plan.miniBatches, plan.random.at(epoch))) {
      const value = run.valueModel ? withArea("value-model", await run.valueModel.learn(part, at)) : {};
      const policy = plan.policyFrozen ? {} : await optimize(run, part, at);
      updates.push({ ...value, ...policy });
    }
  }
  return meanMetrics(updates);
}

/** One optimizer step of the policy: the objective's normalisers from the whole batch, its gradient summed over micro-batches. */
async function optimize(run: RunComponents, batch: Batch, at: Progress): Promise<Metrics> {
  const loss = bindObjective(run.objective, run.objective.normalisers(batch));
  const objective = withArea(
    "objective",
    await accumulateBatch(run.policy, batch, run.oldIsPresent && batch.oldLogprobs === undefined ? oldIsPresent(loss) : loss),
  );
  assertFiniteMetrics(objective, at.step);
  return { ...objective, ...withArea("policy", await run.policy.step(at)) };
}
