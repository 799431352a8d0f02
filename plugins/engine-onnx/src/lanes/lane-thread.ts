import { workerData } from "node:worker_threads";
import { newNumbers, type Numbers } from "../element-type.js";
import { NativeSession } from "../native-session.js";
import { sizeOf } from "../shape.js";
import type { LaneReply, LaneRequest, LaneStart } from "./lane-messages.js";

/** Runs programs with one thread, in the order in which they come in. */
function serve({ port, counter }: LaneStart): void {
  const sessions = new Map<number, NativeSession>();
  const kept = new Map<number, Numbers>();
  process.on("exit", () => {
    Atomics.store(counter, 1, 1);
    Atomics.notify(counter, 0);
  });
  port.on("message", (request: LaneRequest) => {
    const reply = attempt(() => run(request, sessions, kept));
    port.postMessage(reply, "outputs" in reply ? reply.outputs.map(({ buffer }) => buffer as ArrayBuffer) : []);
    Atomics.add(counter, 0, 1);
    Atomics.notify(counter, 0);
  });
}

function run({ program, model, inputs, outputs, forget }: LaneRequest, sessions: Map<number, NativeSession>, kept: Map<number, Numbers>): LaneReply {
  for (const number of forget.numbers) kept.delete(number);
  for (const number of forget.programs) {
    sessions.get(number)?.dispose();
    sessions.delete(number);
  }
  if (model !== undefined) sessions.set(program, new NativeSession(model.bytes, { provider: "cpu", threads: 1 }, model.keepsMemory));
  const given = inputs.map(({ name, type, shape, numbers, kept: number }) => {
    if (number !== undefined && numbers !== undefined) kept.set(number, numbers);
    return { name, type, shape, numbers: (numbers ?? kept.get(number as number)) as Numbers };
  });
  const results = outputs.map(({ name, type, shape }) => ({ name, type, shape, numbers: newNumbers(type, sizeOf(shape)) }));
  (sessions.get(program) as NativeSession).run(given, results);
  return { outputs: results.map(({ numbers }) => numbers) };
}

function attempt(body: () => LaneReply): LaneReply {
  try {
    return body();
  } catch (error) {
    return { failure: (error as Error).message };
  }
}

serve(workerData as LaneStart);
