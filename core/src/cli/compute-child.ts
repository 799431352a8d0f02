import "reflect-metadata";
import { UserError } from "../contracts/user-error.js";
import { compute } from "./compute.js";
import type { ChildStart, FromChild, ToChild } from "./child-messages.js";
import { errorRecord } from "./error-record.js";
import { SILENT } from "./terminal.js";

/** The other end of `computeInProcess`: does one task. A stop comes from the parent, from the system, or by the parent's end, and may come more than once. */
async function computeInChild({ task, request }: ChildStart, signal: AbortSignal): Promise<FromChild> {
  const onEvent = (event: Extract<FromChild, { type: "event" }>["event"]): void => {
    post({ type: "event", event });
  };
  try {
    return { type: "done", result: await compute(task as never, request as never, { terminal: SILENT, signal, onEvent }) };
  } catch (error) {
    return { type: "failed", error: errorRecord(error) };
  }
}

async function answer(start: ChildStart): Promise<void> {
  post(await computeInChild(start, interrupt.signal));
  if (process.connected) process.disconnect();
}

function post(message: FromChild): void {
  if (process.connected) process.send?.(message);
}

const interrupt = new AbortController();
const stop = (): void => {
  interrupt.abort(new UserError("RUN_INTERRUPTED", "stopped", { remedy: "Run the same command again." }));
};
process.on("SIGINT", stop).on("SIGTERM", stop).on("disconnect", stop);
process.on("message", (message: ToChild) => {
  if (message.type === "stop") stop();
  else void answer(message);
});
