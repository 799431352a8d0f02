import type { TimedVerdict } from "@lode/core";
import { AbortWatch } from "./abort-watch.js";
import { JudgingThread, type ThreadSettings } from "./judging-thread.js";
import { LONGEST_LIST, type Case } from "./thread-messages.js";

export interface PoolSettings extends ThreadSettings {
  readonly workers: number;
}

/** Threads that judge cases, started when they are needed; one that had to be ended is replaced. */
export class JudgePool {
  private readonly threads = new Set<JudgingThread>();
  private readonly idle: JudgingThread[] = [];
  private readonly waiting: (() => void)[] = [];
  private readonly aborts = new AbortWatch();
  private closed = false;

  /** `module`: what a thread runs. */
  constructor(
    private readonly module: URL,
    private readonly settings: PoolSettings,
  ) {}

  /** One verdict a case, in order. Calls may overlap. Rejects with the signal's reason as soon as it aborts. */
  async judge(cases: readonly Case[], signal: AbortSignal): Promise<readonly TimedVerdict[]> {
    signal.throwIfAborted();
    const verdicts: (TimedVerdict | undefined)[] = cases.map(() => undefined);
    const share = Math.min(LONGEST_LIST, Math.max(SMALLEST_SHARE, Math.ceil(cases.length / this.settings.workers)));
    const lists = Array.from({ length: Math.ceil(cases.length / share) }, (_, list) => Array.from(cases.keys()).slice(list * share, (list + 1) * share));
    await this.aborts.race(Promise.all(lists.map((places) => this.judgeAt(places, { cases, verdicts, signal }))), signal);
    return verdicts as TimedVerdict[];
  }

  /** Ends all threads. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.threads].map((thread) => thread.end()));
  }

  /** A case that ends its thread takes verdicts with it that had not arrived: those cases are judged again. */
  private async judgeAt(places: readonly number[], batch: Batch): Promise<void> {
    const { cases, verdicts, signal } = batch;
    for (let left = places; left.length > 0; left = left.filter((place) => verdicts[place] === undefined)) {
      const thread = await this.take();
      try {
        if (signal.aborted) return;
        const found = await thread.judge(left.map((place) => cases[place]));
        for (const [index, place] of left.entries()) verdicts[place] = found[index];
      } finally {
        this.giveBack(thread);
      }
    }
  }

  private async take(): Promise<JudgingThread> {
    while (this.idle.length === 0 && this.threads.size >= this.settings.workers) await new Promise<void>((resolve) => this.waiting.push(resolve));
    if (this.closed) throw new RangeError("the verifier's threads have been ended");
    const idle = this.idle.pop();
    if (idle) return idle;
    const thread = new JudgingThread(this.module, this.settings);
    this.threads.add(thread);
    return thread;
  }

  private giveBack(thread: JudgingThread): void {
    if (thread.isOver) this.threads.delete(thread);
    else this.idle.push(thread);
    this.waiting.shift()?.();
  }
}

interface Batch {
  readonly cases: readonly Case[];
  readonly verdicts: (TimedVerdict | undefined)[];
  readonly signal: AbortSignal;
}

/** Cases: fewer are not worth a thread of their own. */
const SMALLEST_SHARE = 16;
