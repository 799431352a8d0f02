import { inject, injectable, Options, UserError, type Attempt, type Verdict, type Verifier } from "@lode/core";
import type { ChainOptions } from "./chain-options.js";

/** Verifiers one after another: each is asked about what the ones before did not settle. The last one's word stands. Reasons say whose it is. */
@injectable()
export class ChainVerifier implements Verifier {
  constructor(@inject(Options) private readonly options: ChainOptions) {}

  async verify(attempts: readonly Attempt[], signal: AbortSignal): Promise<readonly Verdict[]> {
    const { verifiers, escalate } = this.options;
    const settled: Verdict[] = [];
    let open = attempts.map((_, place) => place);
    for (const [number, verifier] of verifiers.entries()) {
      const verdicts = await verdictsOf(
        verifier,
        number,
        open.map((place) => attempts[place]),
        signal,
      );
      open.forEach((place, at) => {
        settled[place] = { ...verdicts[at], reason: `verifier ${number + 1}: ${verdicts[at].reason}` };
      });
      open = open.filter((_, at) => escalate.includes(verdicts[at].outcome));
      if (open.length === 0) break;
    }
    return settled;
  }
}

async function verdictsOf(verifier: Verifier, number: number, attempts: readonly Attempt[], signal: AbortSignal): Promise<readonly Verdict[]> {
  const verdicts = await verifier.verify(attempts, signal);
  if (verdicts.length === attempts.length) return verdicts;
  throw new UserError("SHAPE_MISMATCH", `verifier ${number + 1} of the chain gave ${verdicts.length} verdicts for ${attempts.length} attempts`, {
    place: { component: "verifier chain" },
    remedy: "Return exactly one verdict for each attempt, in order.",
  });
}
