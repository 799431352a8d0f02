import "reflect-metadata";
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import type { Terminal } from "../contracts/terminal.js";
import { errorRecord, recordedError } from "./error-record.js";
import { TASKS, type TaskContext } from "./tasks.js";
import type { FromThread, ThreadStart, ToThread } from "./thread-messages.js";

/** The other end of `compute`: does one task, and lets the thread end by itself, since ending one that holds native memory may end the process. */
async function computeInThread(port: NonNullable<typeof parentPort>, { task, request, interactive, columns }: ThreadStart): Promise<void> {
  const interrupt = new AbortController();
  const size = { columns };
  const receive = (message: ToThread): void => {
    if (message.type === "abort") interrupt.abort(recordedError(message.reason));
    else size.columns = message.columns;
  };
  const post = (message: FromThread): void => {
    port.postMessage(message);
    // A training that waits for nothing but tensors in memory never comes to its event loop, where messages are received.
    for (let waiting = receiveMessageOnPort(port); waiting; waiting = receiveMessageOnPort(port)) receive(waiting.message as ToThread);
  };
  const terminal: Terminal = {
    interactive,
    get columns() {
      return size.columns;
    },
    write: (text) => post({ type: "write", text }),
  };
  port.on("message", receive);
  const run = TASKS[task as keyof typeof TASKS] as (request: unknown, context: TaskContext) => Promise<unknown>;
  try {
    post({ type: "done", result: await run(request, { terminal, signal: interrupt.signal, onEvent: (event) => post({ type: "event", event }) }) });
  } catch (error) {
    post({ type: "failed", error: errorRecord(error) });
  } finally {
    port.unref();
  }
}

if (parentPort) await computeInThread(parentPort, workerData as ThreadStart);
