import { UserError } from "@lode/core";
import { lookAt } from "../looks/look-at.js";
import type { Suite } from "./read-suite.js";

interface Before {
  /** Seeds that the suite has come to; undefined where it was not begun. */
  readonly seeds: number | undefined;
  /** Whether the look at them has been taken. */
  readonly taken: boolean;
}

/**
 * How many seeds are trained now: all, or of a suite with looks those of the first look, of the one that it has come to, or of the next where that is asked for.
 * Throws USAGE for a number that is not the next look: seeds that are added at will make false claims.
 */
export function seedsNow(suite: Suite, { seeds: before, taken }: Before, moreSeeds: number | undefined): number {
  const { looks, allSeeds } = suite;
  if (looks === undefined) {
    if (moreSeeds === undefined) return allSeeds.length;
    throw refusal("the suite fixed no looks before its first run, so that seeds cannot be added and the error rate kept", {
      file: suite.file,
      remedy: 'State a new suite with "looks", such as [3, 5].',
    });
  }
  const now = before ?? looks[0];
  if (moreSeeds === undefined || moreSeeds === now) return now;
  const { next } = lookAt(looks, now);
  lookAt(looks, moreSeeds);
  if (moreSeeds !== next)
    throw refusal(`the look after that at ${now} seeds is ${next === null ? "none" : `at ${next}`}`, {
      file: suite.file,
      remedy: "Take looks in their order.",
    });
  if (!taken) throw refusal(`the look at ${now} seeds has not been taken`, { file: suite.file, remedy: `Run lode compare ${suite.file} to its end first.` });
  return moreSeeds;
}

function refusal(what: string, { file, remedy }: { readonly file: string; readonly remedy: string }): UserError {
  return new UserError("USAGE", what, { place: { file, pointer: "/looks" }, remedy });
}
