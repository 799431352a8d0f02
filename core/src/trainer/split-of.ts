import { randomStream } from "./random-stream.js";

/** Parts of a procedural task that have no problem in common. */
export type Split = "reinforcement" | "cold-start" | "test";

const TEST_SHARE = 0.2;
const COLD_START_SHARE = 0.4;

/**
 * The part that a problem of a procedural task belongs to, by its canonical form: 20 % of all forms are for the test, 40 % for the cold start, 40 % for
 * reinforcement. A hash of task and form alone decides, so that the parts are the same in every run, whatever its seed.
 */
export function splitOf(task: string, form: string): Split {
  const place = randomStream(0).at(task, "split").at(form).uniform();
  if (place < TEST_SHARE) return "test";
  return place < TEST_SHARE + COLD_START_SHARE ? "cold-start" : "reinforcement";
}
