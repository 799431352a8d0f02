import {
  Clock,
  inject,
  injectable,
  Options,
  Terminal,
  type Metrics,
  type PhaseProgress,
  type RolloutRecord,
  type RunInfo,
  type StepRecord,
  type Tracker,
} from "@lode/core";
import type { ConsoleOptions } from "./console-options.js";
import { pass1BySet } from "./pass1-by-set.js";
import { rolloutLines } from "./rollout-lines.js";
import { statusLine } from "./status-line.js";

const CLEAR_LINE = "\r\u001b[2K";
const MOST_PLAIN_LINES = 100;

/**
 * Shows a run to a person: on an interactive terminal one line that is rewritten, elsewhere a line a step (every k-th of a long run).
 * Evaluations leave a line that stays, with some rollouts.
 */
@injectable()
export class ConsoleTracker implements Tracker {
  private step = 0;
  private of = 0;
  private metrics: Metrics = {};
  private phase: string | undefined;
  private countedFrom = { step: 0, time: 0 };

  constructor(
    @inject(Options) private readonly options: ConsoleOptions,
    @inject(Terminal) private readonly terminal: Terminal,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async begin({ steps, resumedFrom }: RunInfo): Promise<void> {
    this.step = resumedFrom;
    this.of = steps;
    this.countedFrom = { step: resumedFrom, time: this.clock.now() };
  }

  async record({ step, of, metrics, rollouts }: StepRecord): Promise<void> {
    this.step = step;
    this.of = of;
    this.phase = undefined;
    this.metrics = { ...evaluations(this.metrics), ...metrics };
    if (step === 0) this.countedFrom = { step, time: this.clock.now() };
    const evaluated = pass1BySet(metrics).size > 0;
    if (evaluated || step === of || (!this.terminal.interactive && this.isDue())) this.print(this.line(metrics));
    if (evaluated)
      spread(rollouts, this.options.rollouts)
        .flatMap(rolloutLines)
        .forEach((line) => this.print(line));
    this.draw();
  }

  progress({ phase }: PhaseProgress): void {
    if (phase === this.phase) return;
    this.phase = phase;
    this.draw();
  }

  async end(): Promise<void> {
    if (this.terminal.interactive) this.terminal.write(CLEAR_LINE);
  }

  private isDue(): boolean {
    return this.step === this.countedFrom.step + 1 || this.step % Math.ceil(this.of / MOST_PLAIN_LINES) === 0;
  }

  private line(metrics: Metrics): string {
    const { step, of, phase, countedFrom } = this;
    const done = step - countedFrom.step;
    const seconds = this.clock.now() - countedFrom.time;
    return statusLine({ step, of, phase, metrics, secondsLeft: done > 0 && step < of ? (seconds / done) * (of - step) : undefined });
  }

  private print(line: string): void {
    this.terminal.write(`${this.terminal.interactive ? CLEAR_LINE : ""}${line}\n`);
  }

  private draw(): void {
    if (!this.terminal.interactive) return;
    this.terminal.write(CLEAR_LINE + this.line(this.metrics).slice(0, Math.max(0, this.terminal.columns - 1)));
  }
}

/** Evaluations are rare: the live line shows the last one until the next. */
function evaluations(metrics: Metrics): Metrics {
  return Object.fromEntries(Object.entries(metrics).filter(([name]) => name.startsWith("evaluation/")));
}

/** `count` of the rollouts, far from one another, so that they are of different problems. */
function spread(rollouts: readonly RolloutRecord[], count: number): readonly RolloutRecord[] {
  if (rollouts.length <= count) return rollouts;
  return Array.from({ length: count }, (_, place) => rollouts[Math.floor((place * rollouts.length) / count)]);
}
