import { Tracker, component, type ComponentDefinition, type Metrics } from "@lode/core";

/** A training step that has passed. */
export interface PassedStep {
  /** From the end of the step before, so nothing that the loop does is left out. */
  readonly seconds: number;
  readonly metrics: Metrics;
}

/** Holds a run up before its first step and after each that was asked for: a tracker whose `record` waits, since the trainer waits for its trackers. */
export class StepGate {
  /** Resolves when the run stands before its first step. */
  readonly reached: Promise<void>;
  private arrive: () => void = () => undefined;
  private open: () => void = () => undefined;
  private report: (steps: readonly PassedStep[]) => void = () => undefined;
  private passed: PassedStep[] = [];
  private remaining = 0;
  private since = 0;

  constructor() {
    this.reached = new Promise((resolve) => (this.arrive = resolve));
  }

  /** As a component of a recipe: `{ "use": "step-gate" }`. */
  get component(): ComponentDefinition<Tracker> {
    const tracker: Tracker = { begin: () => this.begin(), record: ({ metrics }) => this.record(metrics) };
    return component(Tracker, { use: "step-gate", description: "Lets steps pass when they are asked for.", create: { from: () => tracker } });
  }

  /** Lets so many steps pass and resolves with them. */
  pass(count: number): Promise<readonly PassedStep[]> {
    return new Promise((resolve) => {
      this.report = resolve;
      this.passed = [];
      this.remaining = count;
      this.since = performance.now();
      this.open();
    });
  }

  private begin(): Promise<void> {
    this.arrive();
    return this.closed();
  }

  private async record(metrics: Metrics): Promise<void> {
    const now = performance.now();
    this.passed.push({ seconds: (now - this.since) / 1000, metrics });
    this.since = now;
    this.remaining--;
    if (this.remaining > 0) return;
    const opened = this.closed();
    this.report(this.passed);
    await opened;
  }

  private closed(): Promise<void> {
    return new Promise((resolve) => (this.open = resolve));
  }
}
