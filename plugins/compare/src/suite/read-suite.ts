import { readOptions, UserError, type ErrorPlace } from "@lode/core";
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { suiteSchema, type SuiteOptions } from "./suite-schema.js";

/** A suite as it was written, and what follows from it. */
export interface Suite extends SuiteOptions {
  /** As the user named it. */
  readonly file: string;
  readonly text: string;
  /** What its paths are relative to. */
  readonly directory: string;
  /** All that it may come to, in order; looks take the first so many. */
  readonly allSeeds: readonly number[];
}

/** Reads and validates a suite's file. Throws FILE_UNREADABLE, JSON_INVALID or RECIPE_… with file and pointer. */
export function readSuite(file: string): Suite {
  const options = readOptions(suiteSchema, file);
  const refuse = (pointer: string, what: string, remedy: string): never => {
    const place: ErrorPlace = { file, pointer };
    throw new UserError("RECIPE_INVALID_VALUE", what, { place, remedy });
  };
  const names = options.recipes.map(({ name }) => name);
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) refuse("/recipes", `two recipes are named ${twice}`, "Give each a name of its own.");
  if (Object.keys(options.budget).length !== 1) refuse("/budget", "a budget has one key", "Name one of updates, rollouts, tokens and seconds.");
  if ((options.seeds === undefined) === (options.looks === undefined)) {
    refuse("/seeds", "seeds come from `seeds` or from `looks`", "Give one of the two.");
  }
  const { looks = [] } = options;
  if (looks.some((count, place) => place > 0 && count <= looks[place - 1])) refuse("/looks", "looks must ascend", "Write for example [3, 5].");
  const allSeeds = seedsOf(options);
  if (new Set(allSeeds).size !== allSeeds.length) refuse("/seeds", "a seed is there twice", "Name each once.");
  return { ...options, file, text: readFileSync(file, "utf8"), directory: dirname(resolve(file)), allSeeds };
}

function seedsOf({ seeds, looks = [] }: SuiteOptions): readonly number[] {
  if (Array.isArray(seeds)) return seeds as readonly number[];
  const count = typeof seeds === "number" ? seeds : Math.max(...looks);
  return Array.from({ length: count }, (_, place) => place + 1);
}
