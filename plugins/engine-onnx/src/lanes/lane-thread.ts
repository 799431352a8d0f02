import { receiveMessageOnPort, workerData } from "node:worker_threads";
import { newNumbers, type Numbers } from "../element-type.js";
import type { NamedNumbers } from "../native-session.js";
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
  const { session, inputs: named, outputs } = store.program(program);
  const given = named.map(({ name, type, shape, open }, place): NamedNumbers => {
    const actual = open.length === 0 ? shape : shape.map((own, axis) => (open.includes(axis) ? (length as number) : own));
    return { name, type, shape: actual, numbers: numbersOf(inputs[place], sizeOf(actual), store) };
  });
  const results = outputs.map(({ name, type, shape }, place): NamedNumbers => {
    const stretch = stretches[place];
    return { name, type, shape, numbers: stretch === null ? newNumbers(type, sizeOf(shape)) : store.stretch(stretch, sizeOf(shape)) };
  });
  session.run(given, results);
  return { outputs: results.map(({ numbers }, place) => (stretches[place] === null ? numbers : null)) };
}

function numbersOf(input: LaneInput, size: number, store: LaneStore): Numbers {
  if ("array" in input) return store.stretch(input, size);
  return "kept" in input ? store.kept(input) : input;
}

serve(workerData as LaneStart);
