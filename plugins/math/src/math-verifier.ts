import { inject, injectable, Options, type Attempt, type TimedVerdict, type Verdict, type Verifier } from "@lode/core";
import type { MathOptions } from "./math-options.js";
import type { JudgePool } from "./pool/judge-pool.js";

/** Compares mathematical answers, each in a thread that can be ended: what a completion contains can neither hold up a run nor take its memory. */
@injectable()
export class MathVerifier implements Verifier {
  private pool: Promise<JudgePool> | undefined;

  constructor(@inject(Options) private readonly options: MathOptions) {}

  async verify(attempts: readonly Attempt[], signal: AbortSignal): Promise<readonly Verdict[]> {
    const timed = await this.verifyTimed(attempts, signal);
    return timed.map(({ ms: _, ...verdict }) => verdict);
  }

  async verifyTimed(attempts: readonly Attempt[], signal: AbortSignal): Promise<readonly TimedVerdict[]> {
    this.pool ??= openPool(this.options);
    const cases = attempts.map(({ problem, rollout, kind = "response" }) => ({ gold: problem.answer, text: rollout.text, kind }));
    return (await this.pool).judge(cases, signal);
  }

  async dispose(): Promise<void> {
    await (await this.pool)?.close();
  }
}

/** Loaded when it is needed, since threads are Node's: the package itself can be imported anywhere. */
async function openPool(options: MathOptions): Promise<JudgePool> {
  const { JudgePool } = await import("./pool/judge-pool.js");
  return new JudgePool(new URL("./pool/judge-thread.js", import.meta.url), options);
}
