import type { Batch } from "../contracts/batch.js";
import type { Policy } from "../contracts/policy.js";
import { assertFiniteColumn } from "./assert-finite.js";
import type { Metrics } from "../contracts/metrics.js";
import { UserError } from "../contracts/user-error.js";
import { selectRows } from "./select-rows.js";

/** Rollouts that are compared in a step: enough to see an engine that computes something else, at hardly any cost. */
const COMPARED = 4;

/**
 * Compares the log-probabilities that the generator reported with the trainer's own, on a few rollouts of the policy. Throws LOGPROB_MISMATCH,
 * naming the worst rollout, where they differ by more than `limit` nats a token in the mean: the gradient would then be that of another policy.
 */
export async function checkSampler(policy: Policy, batch: Batch, limit: number, step: number): Promise<Metrics> {
  const sampled = Array.from({ length: batch.rows }, (_, row) => row).filter((row) => batch.rollouts[row].source === "policy");
  if (batch.samplerLogprobs === undefined || sampled.length === 0) return {};
  const rows = sampled.filter((_, place) => place % Math.ceil(sampled.length / COMPARED) === 0);
  const compared = selectRows(batch, rows);
  const { logprobs = new Float32Array() } = await policy.score(compared, ["logprobs"]);
  assertFiniteColumn(logprobs, "[B,T]", compared, { component: "policy", step });
  const means = rows.map((_, row) => meanDifference(compared, logprobs, row));
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
  if (mean <= limit) return { "sampling/logprobMismatch": mean };
  const worst = compared.rollouts[means.indexOf(Math.max(...means))];
  throw new UserError("LOGPROB_MISMATCH", `generator and trainer differ by ${mean.toPrecision(3)} nats a token in the mean, more than ${limit}`, {
    place: { component: `policy, step ${step}, problem ${worst.draw.problem.id}, rollout ${worst.sample}` },
    remedy:
      "Mend the policy: both must give the full distribution at the sampling temperature. If it cannot be helped, raise training.mismatchLimit and correct with objective.correction.",
  });
}

/** Mean of |log p of the trainer - log p of the generator| over a row's action tokens, in nats. */
function meanDifference(batch: Batch, logprobs: Float32Array, row: number): number {
  let sum = 0;
  let tokens = 0;
  for (let place = row * batch.length; place < (row + 1) * batch.length; place++) {
    if (batch.action[place] === 0) continue;
    sum += Math.abs(logprobs[place] - (batch.samplerLogprobs?.[place] ?? NaN));
    tokens += 1;
  }
  return tokens === 0 ? 0 : sum / tokens;
}
