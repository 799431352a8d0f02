import { newNumbers, type Numbers } from "../element-type.js";
import type { NamedNumbers } from "../native-session.js";
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
