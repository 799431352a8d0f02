import type { SuiteHost, TrainEvent } from "@lode/core";
import { newsLine, progressTable, summaryLine, type Watched } from "./progress-text.js";
import { remainingSeconds, type JobTime } from "./remaining-seconds.js";

interface Entry {
  watched: Watched;
  began?: number;
  elapsed: number;
  from: number;
}

const DRAW_EVERY_SECONDS = 0.2;

/** Shows how a suite goes on: a table that is rewritten on an interactive terminal, else a line for each change. */
export class SuiteBoard {
  private readonly entries = new Map<string, Entry>();
  private drawn = 0;
  private drawnAt = -Infinity;

  constructor(
    private readonly host: Pick<SuiteHost, "terminal" | "now">,
    private readonly concurrency: number,
  ) {}

  add(watched: Watched): void {
    this.entries.set(key(watched), { watched, elapsed: 0, from: 0 });
  }

  /** A run's state has changed. */
  change(watched: Watched): void {
    const entry = this.entry(watched);
    if (watched.state === "running") entry.began = this.host.now();
    else if (entry.began !== undefined) entry.elapsed = this.host.now() - entry.began;
    entry.watched = { ...entry.watched, ...watched };
    if (this.host.terminal.interactive) this.draw();
    else this.host.terminal.write(`${newsLine(entry.watched)}; ${summaryLine(this.all(), this.secondsLeft())}\n`);
  }

  /** A run tells how far it is. */
  hear(watched: Watched, event: TrainEvent): void {
    const entry = this.entry(watched);
    if (event.type === "start") {
      entry.from = event.resumedFrom / event.steps;
      entry.began = this.host.now();
      entry.watched = { ...entry.watched, step: event.resumedFrom, of: event.steps };
    } else if (event.type === "step") entry.watched = { ...entry.watched, step: event.step, of: event.of };
    if (this.host.terminal.interactive && this.host.now() - this.drawnAt >= DRAW_EVERY_SECONDS) this.draw();
  }

  private entry(watched: Watched): Entry {
    const entry = this.entries.get(key(watched));
    if (!entry) throw new Error(`nobody watches ${key(watched)}`);
    return entry;
  }

  private all(): readonly Watched[] {
    return Array.from(this.entries.values(), ({ watched }) => watched);
  }

  private secondsLeft(): number | undefined {
    return remainingSeconds(
      Array.from(this.entries.values(), (entry) => this.timeOf(entry)),
      this.concurrency,
    );
  }

  private timeOf({ watched, began, elapsed, from }: Entry): JobTime {
    const { row: kind, state, step = 0, of = 1 } = watched;
    if (state === "queued") return { kind, state, elapsed: 0, from: 0, share: 0 };
    if (state === "running") return { kind, state, elapsed: began === undefined ? 0 : this.host.now() - began, from, share: step / of };
    // One that failed, or that was there already, does not tell how long one takes.
    const tells = state !== "failed" && began !== undefined;
    return { kind, state: "ended", elapsed, from: tells ? from : 1, share: 1 };
  }

  private draw(): void {
    const { terminal } = this.host;
    const lines = progressTable(this.all(), this.secondsLeft(), terminal.columns);
    terminal.write(`${this.drawn > 0 ? `\u001b[${this.drawn}A\u001b[0J` : ""}${lines.join("\n")}\n`);
    this.drawn = lines.length;
    this.drawnAt = this.host.now();
  }
}

function key({ row, cell }: Watched): string {
  return `${row} ${cell}`;
}
