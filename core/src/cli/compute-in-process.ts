import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { UserError } from "../contracts/user-error.js";
import type { FromChild, ToChild } from "./child-messages.js";
import type { ComputeContext } from "./compute.js";
import { recordedError } from "./error-record.js";
import type { TASKS } from "./tasks.js";

type Tasks = typeof TASKS;
type Result<Name extends keyof Tasks> = Awaited<ReturnType<Tasks[Name]>>;

const CHILD = fileURLToPath(new URL("./compute-child.js", import.meta.url));
/** A process whose plugin holds it after its work is done is ended. */
const PATIENCE_MS = 5000;

/**
 * Does a task in a process of its own: several can compute at one time, each on an engine of its own, and one that dies takes no other with it.
 * Resolves or rejects when the process has ended: with the task's error as it was thrown there, or with PROCESS_ENDED. An abort lets it stop at a safe point.
 */
export async function computeInProcess<Name extends keyof Tasks>(
  task: Name,
  request: Parameters<Tasks[Name]>[0],
  { signal, onEvent }: Pick<ComputeContext, "signal" | "onEvent">,
): Promise<Result<Name>> {
  signal.throwIfAborted();
  const child = fork(CHILD, [], { serialization: "advanced", stdio: ["ignore", "ignore", "pipe", "ipc"] });
  const post = (message: ToChild): void => {
    if (child.connected) child.send(message);
  };
  const stop = (): void => {
    post({ type: "stop" });
  };
  signal.addEventListener("abort", stop);
  let ended: FromChild | undefined;
  child.on("message", (message: FromChild) => {
    if (message.type === "event") return onEvent?.(message.event);
    ended = message;
    setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS).unref();
  });
  post({ type: "start", task, request });
  try {
    const how = await endOf(child);
    if (ended?.type === "done") return ended.result as Result<Name>;
    throw ended?.type === "failed" ? recordedError(ended.error) : died(how);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** How it ended, and the last line that it wrote to standard error. */
async function endOf(child: ChildProcess): Promise<string> {
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-2000)));
  return new Promise((resolve) => {
    child.once("error", ({ message }) => {
      resolve(message);
    });
    child.once("close", (code, by) => {
      const said = errors.trim().split("\n").at(-1) ?? "";
      resolve(`${by ?? `code ${code}`}${said === "" ? "" : `: ${said}`}`);
    });
  });
}

function died(how: string): UserError {
  return new UserError("PROCESS_ENDED", `the process that computes ended with ${how}`, {
    remedy: "It may lack memory: run fewer at one time. The same command goes on where it stopped.",
  });
}
