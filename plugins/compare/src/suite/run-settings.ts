import type { RecipeContents } from "@lode/core";
import type { Suite } from "./read-suite.js";

type Engine = RecipeContents["recipe"];

/** `--set` values of a recipe of the suite for one of its runs. */
export function runSettings(suite: Suite, place: number, seed: number, engine: Engine): readonly string[] {
  const { name, set } = suite.recipes[place];
  return [...suite.set, ...set, ...budgetSettings(suite.budget), `name=${name}`, `seed=${seed}`, `engine=${JSON.stringify(engine)}`];
}

/** Updates are steps; any other budget leaves the recipe's steps as the most that a run may have. */
function budgetSettings({ updates, ...budget }: Suite["budget"]): readonly string[] {
  return updates === undefined ? [`training.budget=${JSON.stringify(budget)}`] : [`training.steps=${updates}`, "training.budget=null"];
}

/** The seed of a recipe's run. Without pairs no two recipes have a seed in common. */
export function seedOf(suite: Suite, place: number, seed: number): number {
  return suite.paired ? seed : seed + place * SEEDS_APART;
}

const SEEDS_APART = 1_000_000;
