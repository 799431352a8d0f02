import type { Group } from "../contracts/rollout.js";
import { UserError } from "../contracts/user-error.js";
import type { Verdict } from "../contracts/verdict.js";
import type { Verifier } from "../contracts/verifier.js";

const CUT_OFF: Verdict = { outcome: "incorrect", reason: "cut off by the length limit" };

/** One verdict a rollout. A completion that the length limit cut off is incorrect without asking the verifier. */
export async function judge(group: Group, verifier: Verifier, signal: AbortSignal): Promise<readonly Verdict[]> {
  const asked = group.rollouts.filter((rollout) => rollout.stop !== "length");
  const verdicts = await verifier.verify(
    asked.map((rollout) => ({ problem: group.draw.problem, rollout })),
    signal,
  );
  if (verdicts.length !== asked.length) {
    throw new UserError("SHAPE_MISMATCH", `the verifier gave ${verdicts.length} verdicts for ${asked.length} attempts`, {
      place: { component: "verifier" },
      remedy: "Return exactly one verdict for each attempt, in order.",
    });
  }
  const answered = verdicts[Symbol.iterator]();
  return group.rollouts.map((rollout) => (rollout.stop === "length" ? CUT_OFF : (answered.next().value as Verdict)));
}
