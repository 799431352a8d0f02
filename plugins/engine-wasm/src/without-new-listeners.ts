import process from "node:process";

const EVENTS = ["uncaughtException", "unhandledRejection"] as const;

/** Runs `load` and takes off the listeners that it leaves on the process: the backend's rethrow every error of the host program, as a crash. */
export async function withoutNewListeners<Result>(load: () => Promise<Result>): Promise<Result> {
  const before = new Map(EVENTS.map((event) => [event, new Set<unknown>(process.listeners(event as "uncaughtException"))]));
  try {
    return await load();
  } finally {
    for (const event of EVENTS) {
      for (const listener of process.listeners(event as "uncaughtException")) if (!before.get(event)?.has(listener)) process.off(event, listener);
    }
  }
}
