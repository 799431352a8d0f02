import { hrtime } from "node:process";
import { Worker } from "node:worker_threads";
import { UserError, type TimedVerdict, type Verdict } from "@lode/core";
import type { Profile } from "../judge-answer.js";
import { LONGEST_LIST, type Case, type FromThread, type ThreadStart, type ToThread } from "./thread-messages.js";

export interface ThreadSettings {
  readonly profile: Profile;
  /** Milliseconds for a case. */
  readonly deadline: number;
  /** Mebibytes of heap. */
  readonly memory: number;
}

/** A verdict a case, as far as they were reached. */
type Verdicts = (TimedVerdict | undefined)[];

interface Work {
  readonly verdicts: Verdicts;
  /** Cases from the front whose verdicts have come. */
  received: number;
  readonly resolve: (verdicts: Verdicts) => void;
  readonly reject: (reason: Error) => void;
}

/** One thread that judges, watched from outside: only ending the thread ends a case that computes for ever or takes all memory. */
export class JudgingThread {
  private readonly worker: Worker;
  private readonly begun: BigInt64Array;
  private work: Work | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private over = false;

  /** `module` is what the thread runs: it calls `judgeInThread`. */
  constructor(
    module: URL,
    private readonly settings: ThreadSettings,
  ) {
    const begun = new SharedArrayBuffer((LONGEST_LIST + 1) * BigInt64Array.BYTES_PER_ELEMENT);
    this.begun = new BigInt64Array(begun);
    const workerData: ThreadStart = { profile: settings.profile, begun };
    this.worker = new Worker(module, { workerData, resourceLimits: { maxOldGenerationSizeMb: settings.memory } });
    this.worker.unref();
    this.worker.on("message", (done: FromThread) => this.receive(done));
    this.worker.on("error", (error) => this.lose(error));
    this.worker.on("exit", (code) => this.lose(new Error(`its thread ended with code ${code}`)));
  }

  /** It takes no more work. */
  get isOver(): boolean {
    return this.over;
  }

  /**
   * Judges at most `LONGEST_LIST` cases; not to be called again before it has settled. Where a case ends the thread, that case has the verdict `timeout` or
   * `error`, some of the others may have none, and the thread is over. Throws THREAD_ENDED where the thread ends before it begins a case.
   */
  async judge(cases: readonly Case[]): Promise<Verdicts> {
    this.begun.fill(0n);
    this.worker.ref();
    try {
      return await new Promise<Verdicts>((resolve, reject) => {
        this.work = { verdicts: cases.map(() => undefined), received: 0, resolve, reject };
        this.watch(this.settings.deadline);
        this.worker.postMessage(cases satisfies ToThread);
      });
    } finally {
      clearTimeout(this.timer);
      this.work = undefined;
      this.worker.unref();
    }
  }

  async end(): Promise<void> {
    this.over = true;
    await this.worker.terminate();
  }

  private receive(done: FromThread): void {
    const { work } = this;
    if (!work) return;
    for (const verdict of done) work.verdicts[work.received++] = verdict;
    if (work.received === work.verdicts.length) work.resolve(work.verdicts);
  }

  /** The clock that counts is the thread's: neither its start nor a pause of this thread is time of the case. */
  private watch(milliseconds: number): void {
    this.timer = setTimeout(() => {
      const { deadline } = this.settings;
      const place = this.place();
      const spent = place === undefined ? 0 : this.spentAt(place);
      if (place === undefined || spent < deadline) this.watch(Math.ceil(deadline - spent));
      else this.giveUp(place, { outcome: "timeout", reason: `not judged within ${deadline} ms` });
    }, milliseconds);
  }

  /** The case that the thread is at; undefined before the first and after the last. */
  private place(): number | undefined {
    const count = this.work?.verdicts.length ?? 0;
    let begun = 0;
    while (begun <= count && Atomics.load(this.begun, begun) !== 0n) begun++;
    return begun === 0 || begun > count ? undefined : begun - 1;
  }

  private spentAt(place: number): number {
    return Number(hrtime.bigint() - Atomics.load(this.begun, place)) / MILLISECOND;
  }

  /** Once: what ends a thread may tell of it twice. */
  private giveUp(place: number, verdict: Verdict): void {
    const { work } = this;
    if (!work || this.over) return;
    // Not awaited: a long operation of the engine may hold the thread up, and the other cases need not wait for it.
    void this.end();
    work.verdicts[place] = { ...verdict, ms: this.spentAt(place) };
    work.resolve(work.verdicts);
  }

  private lose(error: Error): void {
    const place = this.place();
    if (place !== undefined) this.giveUp(place, { outcome: "error", reason: this.reasonOf(error) });
    this.over = true;
    if (place === undefined)
      this.work?.reject(new UserError("THREAD_ENDED", `a thread of the verifier ended between two cases: ${error.message}`, { remedy: REMEDY, cause: error }));
  }

  private reasonOf(error: Error): string {
    const isMemory = (error as { code?: string }).code === "ERR_WORKER_OUT_OF_MEMORY";
    return isMemory ? `more than ${this.settings.memory} MiB of memory were needed` : `the verifier failed: ${error.message}`;
  }
}

/** Nanoseconds. */
const MILLISECOND = 1e6;
const REMEDY = 'Give it more memory with "memory" of the verifier, or report it with the output of `--debug`.';
