import { getHeapStatistics } from "node:v8";
import { SHARE_ENV, Worker } from "node:worker_threads";
import type { Terminal } from "../contracts/terminal.js";
import { UserError } from "../contracts/user-error.js";
import { errorRecord, recordedError } from "./error-record.js";
import type { TASKS } from "./tasks.js";
import type { FromThread, ThreadStart, ToThread } from "./thread-messages.js";
import type { TrainEvent } from "./train.js";

type Tasks = typeof TASKS;
type Result<Name extends keyof Tasks> = Awaited<ReturnType<Tasks[Name]>>;

export interface ComputeContext {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly onEvent?: (event: TrainEvent) => void;
}

const THREAD = new URL("./compute-thread.js", import.meta.url);
const MEBIBYTE = 2 ** 20;

/**
 * Does a task in a thread of its own: a native engine blocks its thread for seconds, and meanwhile this one answers Ctrl-C, shows progress and serves.
 * Rejects with the task's error as it was thrown there, or with THREAD_ENDED. The process ends when both threads have nothing left to do.
 */
export async function compute<Name extends keyof Tasks>(
  task: Name,
  request: Parameters<Tasks[Name]>[0],
  { terminal, signal, onEvent }: ComputeContext,
): Promise<Result<Name>> {
  const { interactive, columns } = terminal;
  const worker = startThread({ task, request, interactive, columns });
  const post = (message: ToThread): void => {
    worker.postMessage(message);
  };
  const abort = (): void => {
    post({ type: "abort", reason: errorRecord(signal.reason) });
  };
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort);
  let shown = columns;
  try {
    return await new Promise<Result<Name>>((resolve, reject) => {
      worker.on("message", (message: FromThread) => {
        if (message.type === "done") resolve(message.result as Result<Name>);
        else if (message.type === "failed") reject(recordedError(message.error));
        else if (message.type === "event") onEvent?.(message.event);
        else {
          terminal.write(message.text);
          if (terminal.columns !== shown) post({ type: "resize", columns: (shown = terminal.columns) });
        }
      });
      worker.on("error", (error: Error) => {
        reject(crash(error));
      });
      worker.on("exit", (code) => {
        const remedy = "A plugin may have ended it, as `process.exit` does; a run goes on with --resume.";
        reject(new UserError("THREAD_ENDED", `the thread that computes ended with code ${code} before its work was done`, { remedy }));
      });
    });
  } finally {
    signal.removeEventListener("abort", abort);
    // Without listeners a later error of the thread ends the process loudly, as one of this thread would.
    worker.removeAllListeners();
  }
}

function startThread(start: ThreadStart): Worker {
  const maxOldGenerationSizeMb = Math.round(getHeapStatistics().heap_size_limit / MEBIBYTE);
  return new Worker(THREAD, { workerData: start, env: SHARE_ENV, resourceLimits: { maxOldGenerationSizeMb } });
}

function crash(error: Error): Error {
  if ((error as { code?: string }).code !== "ERR_WORKER_OUT_OF_MEMORY") return error;
  return new UserError("THREAD_ENDED", "the thread that computes ran out of memory", {
    remedy: "Give it more with NODE_OPTIONS=--max-old-space-size=MEBIBYTES; a run goes on with --resume.",
    cause: error,
  });
}
