import type { Attempt, TimedVerdict, Verifier } from "../contracts/verifier.js";
import { UserError } from "../contracts/user-error.js";

/** Attempts that a verifier is given at a time: enough to keep several workers busy. */
const BATCH = 256;

/**
 * Verdicts on attempts, in order, with the time of each alone. A verifier that does not take the times itself gets one attempt after the other. Throws the
 * signal's reason when it aborts, and SHAPE_MISMATCH where the verifier does not give one verdict an attempt.
 */
export async function* judgeTimed(verifier: Verifier, attempts: readonly Attempt[], signal: AbortSignal): AsyncGenerator<TimedVerdict> {
  for (let from = 0; from < attempts.length; from += BATCH) {
    signal.throwIfAborted();
    const batch = attempts.slice(from, from + BATCH);
    if (verifier.verifyTimed) yield* complete(await verifier.verifyTimed(batch, signal), batch.length);
    else for (const attempt of batch) yield await timed(verifier, attempt, signal);
  }
}

async function timed(verifier: Verifier, attempt: Attempt, signal: AbortSignal): Promise<TimedVerdict> {
  const before = performance.now();
  const verdicts = await verifier.verify([attempt], signal);
  const ms = performance.now() - before;
  const [verdict] = complete(verdicts, 1);
  return { ...verdict, ms };
}

function complete<V>(verdicts: readonly V[], count: number): readonly V[] {
  if (verdicts.length === count) return verdicts;
  throw new UserError("SHAPE_MISMATCH", `the verifier gave ${verdicts.length} verdicts for ${count} attempts`, {
    place: { component: "verifier" },
    remedy: "Return exactly one verdict for each attempt, in order.",
  });
}
