import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from "node:worker_threads";
import { UserError } from "@lode/core";
import type { Numbers } from "../element-type.js";
import type { LaneReply, LaneRequest, LaneStart } from "./lane-messages.js";

const THREAD = new URL("./lane-thread.js", import.meta.url);

/** Milliseconds after which a thread that does not answer is looked for. */
const LOOK_AFTER = 1000;

const ONE_THREAD = "let the engine compute in one thread: `--set engine.threads=1`";

/** A thread that runs programs beside this one. It is asked and answers in order; whoever waits for it blocks, as for a program of its own. */
export class Lane {
  private port: MessagePort;
  private readonly worker: Worker;
  private readonly counters = new Int32Array(new SharedArrayBuffer(8));
  private error: Error | undefined;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    const start: LaneStart = { port: port2, counters: this.counters };
    this.worker = new Worker(THREAD, { workerData: start, transferList: [port2], name: "lode-lane" });
    // Whoever waits for an answer is told that the thread has ended: nobody else needs to hear of it.
    this.worker.on("error", (error: Error) => (this.error = error));
    // It works only while it is waited for.
    this.worker.unref();
    this.port.unref();
  }

  ask(request: LaneRequest): void {
    this.port.postMessage(request);
    Atomics.add(this.counters, 0, 1);
    Atomics.notify(this.counters, 0);
  }

  /**
   * The answer to the oldest request that has none. Throws what failed there; ENGINE_UNAVAILABLE where the thread cannot load what it computes with; and
   * THREAD_ENDED where it has ended.
   */
  answer(): readonly (Numbers | null)[] {
    const reply = this.reply();
    if ("failure" in reply) throw new Error(reply.failure);
    if ("unloaded" in reply) {
      const remedy = `Mend what the message names, or ${ONE_THREAD}.`;
      throw new UserError("ENGINE_UNAVAILABLE", `a thread of the engine onnx cannot load what it computes with: ${reply.unloaded}`, { remedy });
    }
    return reply.outputs;
  }

  dispose(): void {
    this.port.close();
    void this.worker.terminate();
  }

  private reply(): LaneReply {
    for (let waited = ""; ;) {
      const seen = Atomics.load(this.counters, 1);
      const received = receiveMessageOnPort(this.port) as { message: LaneReply } | undefined;
      if (received !== undefined) return received.message;
      if (waited === "timed-out" && this.hasEnded()) {
        throw new UserError("THREAD_ENDED", "a thread of the engine onnx ended before its work was done; its memory may have run out", {
          remedy: `Give it more memory with NODE_OPTIONS=--max-old-space-size=MEBIBYTES, or ${ONE_THREAD}; a run goes on with --resume.`,
          cause: this.error,
        });
      }
      waited = Atomics.wait(this.counters, 1, seen, LOOK_AFTER);
    }
  }

  /** A thread that ends closes its end of the port. No event tells so while this thread waits for it, but a port that is closed cannot be handed on. */
  private hasEnded(): boolean {
    try {
      this.port = structuredClone(this.port, { transfer: [this.port] });
    } catch (error) {
      if ((error as Error).name !== "DataCloneError") throw error;
      return true;
    }
    this.port.unref();
    return false;
  }
}
