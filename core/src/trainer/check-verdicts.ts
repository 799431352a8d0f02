import { UserError } from "../contracts/user-error.js";
import type { Verdict } from "../contracts/verdict.js";

const SETTLED: readonly Verdict["outcome"][] = ["correct", "incorrect"];

/**
 * Throws VERDICTS_UNSETTLED, with the commonest reason, where a larger share than `limit` of a step's verdicts is neither correct nor incorrect: rollouts
 * without a reward leave their groups, and training would go on with what little is left, or with nothing.
 */
export function checkVerdicts(verdicts: readonly Verdict[], limit: number, step: number): void {
  const unsettled = verdicts.filter(({ outcome }) => !SETTLED.includes(outcome));
  if (unsettled.length === 0 || unsettled.length <= limit * verdicts.length) return;
  const reasons = counted(unsettled.map(({ outcome, reason }) => `${outcome}, ${reason}`));
  const [[commonest, count]] = reasons;
  throw new UserError(
    "VERDICTS_UNSETTLED",
    `${unsettled.length} of ${verdicts.length} rollouts are neither correct nor incorrect, more than a share of ${limit}; ${count} times: ${commonest}`,
    {
      place: { component: `verifier, step ${step}` },
      remedy: "Mend the verifier or the answers of the problems (`lode verify --audit` names those that it cannot read), or raise training.unsettledLimit.",
    },
  );
}

/** The commonest first. */
function counted(words: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}
