/** A piece of work that begins when those that it needs have ended. It never rejects for what a run does wrong. */
export interface Job {
  readonly needs: readonly Job[];
  readonly work: () => Promise<void>;
}

/** Does jobs in order, `concurrency` at one time: the first that can begin is next. After an abort no job begins, and those that run are waited for. */
export async function runJobs(jobs: readonly Job[], concurrency: number, signal: AbortSignal): Promise<void> {
  const waiting = [...jobs];
  const ended = new Set<Job>();
  const running = new Set<Promise<void>>();
  const begin = (job: Job): void => {
    waiting.splice(waiting.indexOf(job), 1);
    const work = job.work().then(() => {
      ended.add(job);
      running.delete(work);
    });
    running.add(work);
  };
  for (;;) {
    while (running.size < concurrency && !signal.aborted) {
      const next = waiting.find(({ needs }) => needs.every((need) => ended.has(need)));
      if (!next) break;
      begin(next);
    }
    if (running.size === 0) return;
    await Promise.race(running);
  }
}
