import type { Clock } from "../contracts/clock.js";

/** Seconds spent in each phase of a step. */
export class PhaseTimer {
  private spent: Record<string, number> = {};

  constructor(
    private readonly clock: Clock,
    private readonly entered: (phase: string) => void = () => undefined,
  ) {}

  async time<Result>(phase: string, work: () => Promise<Result>): Promise<Result> {
    this.entered(phase);
    const start = this.clock.now();
    try {
      return await work();
    } finally {
      this.spent[phase] = (this.spent[phase] ?? 0) + this.clock.now() - start;
    }
  }

  /** Seconds by phase since `take` was called. */
  get seconds(): Readonly<Record<string, number>> {
    return this.spent;
  }

  /** The same, which count from now on anew. */
  take(): Readonly<Record<string, number>> {
    const spent = this.spent;
    this.spent = {};
    return spent;
  }
}
