import { randomStream } from "@lode/core";

export type Split = "reinforcement" | "cold-start" | "test";

/**
 * The part that a canonical form belongs to: 20 % of all forms are for the test, 40 % for the cold start, 40 % for reinforcement.
 * A hash of the form alone decides, so that the parts are the same in every run, whatever its seed.
 */
export function splitOf(form: string): Split {
  const place = HASH.at(form).uniform();
  if (place < TEST_SHARE) return "test";
  return place < TEST_SHARE + COLD_START_SHARE ? "cold-start" : "reinforcement";
}

const TEST_SHARE = 0.2;
const COLD_START_SHARE = 0.4;
const HASH = randomStream(0).at("chains", "split");
