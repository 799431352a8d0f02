import { UserError } from "@lode/core";
import { LEVEL } from "../statistics/level.js";
import { nominalLevel } from "./nominal-level.js";

/** One of the looks at its results that a suite fixed before its first run. */
export interface Look {
  readonly seeds: number;
  /** From 1. */
  readonly place: number;
  readonly of: number;
  /** α: what p is compared with at this look, so that all looks together make a false claim in 5 % of comparisons without a difference. */
  readonly level: number;
  /** Seeds of the next look; null at the last. */
  readonly next: number | null;
}

/**
 * The look at so many seeds. Throws a UserError (USAGE) where no look is at this number: an unplanned one would make more false claims than are said.
 * @param looks numbers of seeds, each at least 2, ascending
 */
export function lookAt(looks: readonly number[], seeds: number): Look {
  const place = looks.indexOf(seeds);
  if (place !== -1) return { seeds, place: place + 1, of: looks.length, level: nominalLevel(looks, LEVEL), next: looks[place + 1] ?? null };
  const next = looks.find((look) => look > seeds);
  throw new UserError("USAGE", `no look is at ${seeds} seeds: this suite fixed looks at ${looks.join(", ")} seeds`, {
    remedy:
      next === undefined
        ? "The last look has been taken: state a new suite with other seeds."
        : `Go on to ${next} seeds. Looks that were not fixed beforehand make false claims.`,
  });
}
