import { receiveMessageOnPort, workerData } from "node:worker_threads";
import type { LaneReply, LaneRequest, LaneStart } from "./lane-messages.js";

/** Gives the answer to a run; what happens to an array has none. */
type Answer = (request: LaneRequest) => LaneReply | undefined;

/** Does what is asked, in that order. Between requests the thread sleeps in a wait of its own: an event loop would wake up later. */
function serve({ port, counters }: LaneStart, answer: Answer): never {
  for (let seen = 0; ;) {
    const received = receiveMessageOnPort(port) as { message: LaneRequest } | undefined;
    if (received === undefined) {
      Atomics.wait(counters, 0, seen);
      seen = Atomics.load(counters, 0);
      continue;
    }
    const reply = answer(received.message);
    if (reply === undefined) continue;
    port.postMessage(reply, "outputs" in reply ? reply.outputs.flatMap((numbers) => (numbers === null ? [] : [numbers.buffer as ArrayBuffer])) : []);
    Atomics.add(counters, 1, 1);
    Atomics.notify(counters, 1);
  }
}

/** What computes is loaded here, not by an import above: a thread in which it does not load must live to say so. */
async function loaded(): Promise<Answer> {
  try {
    const { LaneStore } = await import("./lane-store.js");
    const { runInLane } = await import("./run-in-lane.js");
    const store = new LaneStore();
    return (request) => {
      if (!("array" in request)) return runInLane(request, store);
      store.change(request);
      return undefined;
    };
  } catch (error) {
    const unloaded = (error as Error).message;
    return (request) => ("array" in request ? undefined : { unloaded });
  }
}

serve(workerData as LaneStart, await loaded());
