import { receiveMessageOnPort, workerData } from "node:worker_threads";
import { newNumbers, type Numbers } from "../element-type.js";
import { seen } from "../seen.js";
import { sizeOf } from "../shape.js";
import { LaneStore } from "./lane-store.js";
import type { LaneInput, LaneReply, LaneRequest, LaneStart, RunRequest } from "./lane-messages.js";

/** Does what is asked, in that order. Between requests the thread sleeps in a wait of its own: an event loop would wake up later. */
function serve({ port, counters }: LaneStart): never {
  const store = new LaneStore();
  for (let seen = 0; ;) {
    const received = receiveMessageOnPort(port) as { message: LaneRequest } | undefined;
    if (received === undefined) {
      Atomics.wait(counters, 0, seen);
      seen = Atomics.load(counters, 0);
    } else if ("array" in received.message) {
      store.change(received.message);
    } else {
      const reply = answerTo(received.message, store);
      port.postMessage(reply, "outputs" in reply ? reply.outputs.flatMap((numbers) => (numbers === null ? [] : [numbers.buffer as ArrayBuffer])) : []);
      Atomics.add(counters, 1, 1);
      Atomics.notify(counters, 1);
    }
  }
}

function answerTo(request: RunRequest, store: LaneStore): LaneReply {
  try {
    return run(request, store);
  } catch (error) {
    return { failure: (error as Error).message };
  }
}

function run({ program, model, inputs, stretches, length, forget }: RunRequest, store: LaneStore): LaneReply {
  store.forget(forget);
  if (model !== undefined) store.load(program, model);
  const { session, inputs: read, outputs, targets } = store.program(program);
  const wholes = targets.map(({ type, size }, place) => {
    const stretch = stretches[place];
    return stretch === null ? newNumbers(type, size) : store.stretch(stretch, size);
  });
  session.run(
    read.map((window) => {
      const shape = window.shape.map((own, axis) => (window.open.includes(axis) ? (length as number) : own));
      return seen(window, numbersOf(inputs[window.whole], window.from + sizeOf(shape), store), shape);
    }),
    outputs.map((window) => seen(window, wholes[window.whole])),
  );
  return { outputs: wholes.map((numbers, place) => (stretches[place] === null ? numbers : null)) };
}

function numbersOf(input: LaneInput, size: number, store: LaneStore): Numbers {
  if ("array" in input) return store.stretch(input, size);
  return "kept" in input ? store.kept(input) : input;
}

serve(workerData as LaneStart);
