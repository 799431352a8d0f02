import { join } from "node:path";
import { UserError } from "@lode/core";
import type { Environment } from "../data/environment.js";
import type { RecipeValue } from "../data/recipe-value.js";
import { readJson } from "./read-json.js";

/** `recipe.json` of a run. */
export interface RunRecipe {
  readonly name: string;
  readonly steps: number;
  readonly values: readonly RecipeValue[];
  readonly environment: Environment;
}

interface RecordedRecipe {
  readonly name: string;
  readonly training: { readonly steps: number };
  readonly $run?: {
    readonly hash?: string;
    readonly engine?: { readonly use: string } & Readonly<Record<string, unknown>>;
    readonly versions?: Readonly<Record<string, string>>;
  };
}

/** The recipe that a run was made with. Throws RUN_NOT_FOUND where the folder is no run. */
export function readRecipe(folder: string, location: string): RunRecipe {
  const recorded = readJson<RecordedRecipe>(join(folder, "recipe.json"));
  if (recorded === undefined) {
    throw new UserError("RUN_NOT_FOUND", `there is no run in ${location}`, {
      place: { file: location },
      remedy: "Check the path; `lode train RECIPE` makes a run.",
    });
  }
  const { $run, ...recipe } = recorded;
  const { use, ...options } = $run?.engine ?? { use: "unknown" };
  return {
    name: recipe.name,
    steps: recipe.training.steps,
    values: leaves(recipe, "").map(([key, value]) => ({ key, value: JSON.stringify(value) })),
    environment: {
      hash: $run?.hash,
      engine: [use, ...Object.entries(options).map(([name, value]) => `${name} ${String(value)}`)].join(", "),
      versions: $run?.versions ?? {},
    },
  };
}

/** Values that are not objects, by key: "objective.klCoefficient". */
function leaves(value: unknown, key: string): readonly (readonly [string, unknown])[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [[key, value]];
  return Object.entries(value).flatMap(([name, part]) => leaves(part, key === "" ? name : `${key}.${name}`));
}
