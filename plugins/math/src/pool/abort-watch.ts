type Stop = () => void;

/** Lets work end when a signal aborts. It listens to a signal once, however much work waits: hundreds of calls may share one. */
export class AbortWatch {
  private readonly watched = new Map<AbortSignal, Set<Stop>>();

  /** What the work gives, or a rejection with the signal's reason where the signal aborts first; the work itself goes on. */
  async race<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    return new Promise<T>((resolve, reject) => {
      const stop = (): void => reject(signal.reason as Error);
      this.enter(signal, stop);
      void work.then(resolve, reject).finally(() => this.leave(signal, stop));
    });
  }

  private enter(signal: AbortSignal, stop: Stop): void {
    const stops = this.watched.get(signal);
    if (stops) stops.add(stop);
    else {
      this.watched.set(signal, new Set([stop]));
      signal.addEventListener("abort", this.stopAll);
    }
  }

  private leave(signal: AbortSignal, stop: Stop): void {
    const stops = this.watched.get(signal);
    stops?.delete(stop);
    if (stops?.size !== 0) return;
    this.watched.delete(signal);
    signal.removeEventListener("abort", this.stopAll);
  }

  private readonly stopAll = (): void => {
    for (const [signal, stops] of this.watched) if (signal.aborted) for (const stop of stops) stop();
  };
}
