import type { TimedVerdict } from "@lode/core";
import type { Profile } from "../judge-answer.js";

/** An attempt as it travels to a thread. */
export interface Case {
  readonly gold: string;
  readonly text: string;
  readonly kind: "answer" | "response";
}

/** What a thread is started with. */
export interface ThreadStart {
  readonly profile: Profile;
  /**
   * When the thread began each case of its list, in nanoseconds of the system's steady clock, which all threads share: 0n where it has not yet; one place
   * more than cases, for the end of the list. So the case that it is at is the last one with a time.
   */
  readonly begun: SharedArrayBuffer;
}

/** To a thread: cases to be judged, at most `LONGEST_LIST`. */
export type ToThread = readonly Case[];

/** From a thread: the verdicts of the next cases of its list. */
export type FromThread = readonly TimedVerdict[];

/** Cases that a thread is given at a time. */
export const LONGEST_LIST = 64;
