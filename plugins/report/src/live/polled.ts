import { setTimeout } from "node:timers/promises";

/** File systems do not all tell of changes: the folder is looked at once in so many milliseconds. */
const POLL_INTERVAL = 1000;

/** What `look` gives, at once and then again and again, where it gives anything; ends when the signal is aborted. */
export async function* polled<Found>(look: () => readonly Found[], signal: AbortSignal): AsyncGenerator<Found> {
  while (!signal.aborted) {
    yield* look();
    await setTimeout(POLL_INTERVAL, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}
