import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from "node:worker_threads";
import type { Numbers } from "../element-type.js";
import type { LaneReply, LaneRequest, LaneStart } from "./lane-messages.js";

const THREAD = new URL("./lane-thread.js", import.meta.url);

/** A thread that runs programs beside this one. It is asked and answers in order; whoever waits for it blocks, as for a program of its own. */
export class Lane {
  private readonly port: MessagePort;
  private readonly worker: Worker;
  private readonly counters = new Int32Array(new SharedArrayBuffer(8));
  private taken = 0;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    const start: LaneStart = { port: port2, counters: this.counters };
    this.worker = new Worker(THREAD, { workerData: start, transferList: [port2], name: "lode-lane" });
    // It works only while it is waited for.
    this.worker.unref();
    this.port.unref();
  }

  ask(request: LaneRequest): void {
    this.port.postMessage(request);
    Atomics.add(this.counters, 0, 1);
    Atomics.notify(this.counters, 0);
  }

  /** The answer to the oldest request that has none. Throws what failed there. */
  answer(): readonly (Numbers | null)[] {
    while (Atomics.load(this.counters, 1) === this.taken) Atomics.wait(this.counters, 1, this.taken);
    this.taken++;
    const { message } = receiveMessageOnPort(this.port) as { message: LaneReply };
    if ("failure" in message) throw new Error(message.failure);
    return message.outputs;
  }

  dispose(): void {
    this.port.close();
    void this.worker.terminate();
  }
}
