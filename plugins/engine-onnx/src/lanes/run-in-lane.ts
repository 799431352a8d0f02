import { newNumbers, type Numbers } from "../element-type.js";
import { seen } from "../seen.js";
import { sizeOf } from "../shape.js";
import type { LaneInput, LaneReply, RunRequest } from "./lane-messages.js";
import type { LaneStore } from "./lane-store.js";

/** Runs a program on numbers that are sent or that the lane holds. What fails is the answer, too. */
export function runInLane(request: RunRequest, store: LaneStore): LaneReply {
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
