import { recipeContents, replaceAt, UserError, type RecipeContents } from "@lode/core";
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { PlannedRun } from "./planned-run.js";
import type { Suite } from "./read-suite.js";
import { runSettings, seedOf } from "./run-settings.js";

type Json = RecipeContents["recipe"];

/** All that a suite may come to. */
export interface SuitePlan {
  /** Seed by seed. */
  readonly runs: readonly PlannedRun[];
  readonly engine: Json;
  /** Of the core and all plugins, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** The evaluation set that is scored. */
  readonly evaluation: string;
  /** Of the suite's file and all runs. */
  readonly hash: string;
}

/** Writes the recipe of every run, and of what it starts from, into the suite's folder. */
export async function planSuite(suite: Suite, engine: Json, folder: string): Promise<SuitePlan> {
  const runs: PlannedRun[] = [];
  let versions: Readonly<Record<string, string>> = {};
  let evaluation = "";
  for (const seed of suite.allSeeds) {
    for (const place of suite.recipes.keys()) {
      const planned = await planRun(suite, place, seedOf(suite, place, seed), { engine, folder });
      runs.push(planned.run);
      versions = { ...versions, ...planned.versions };
      evaluation = planned.evaluation;
    }
  }
  const contents = JSON.stringify([JSON.parse(suite.text), runs.map(({ hash }) => hash)]);
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, 16);
  return { runs, engine, versions, evaluation, hash };
}

interface Setting {
  readonly engine: Json;
  /** Of the suite. */
  readonly folder: string;
}

interface Planned {
  readonly run: PlannedRun;
  readonly versions: Readonly<Record<string, string>>;
  readonly evaluation: string;
}

async function planRun(suite: Suite, place: number, seed: number, { engine, folder }: Setting): Promise<Planned> {
  const { name, recipe } = suite.recipes[place];
  const set = runSettings(suite, place, seed, engine);
  const written = await recipeContents(resolve(suite.directory, recipe), { set, directory: suite.directory });
  const path = `${name}/seed-${seed}`;
  let whole = written.recipe;
  for (const [pointer, weights] of Object.entries(written.weights)) {
    if (!("recipe" in weights)) continue;
    const own = suite.coldStarts === "by-seed" ? [`seed=${seed}`] : [];
    const start = await recipeContents(weights.recipe, { set: [`engine=${JSON.stringify(engine)}`, ...own] });
    const file = `${path}.${pointer.slice(1).replaceAll("/", ".")}.json`;
    writeJson(join(folder, file), start.recipe);
    whole = replaceAt(whole, pointer, { recipe: `./${basename(file)}` });
  }
  const file = `${path}.json`;
  writeJson(join(folder, file), whole);
  const { hash, versions, weights } = await recipeContents(join(folder, file));
  const starts = Object.values(weights).flatMap((start) => ("recipe" in start ? [start.hash] : []));
  const { steps } = whole.training as { readonly steps: number };
  return { run: { ...{ recipe: name, seed, hash, file, steps }, folder: path, starts }, versions, evaluation: evaluationSet(suite, whole) };
}

/** The set that is scored: the one that the suite names, else the first. */
function evaluationSet(suite: Suite, { evaluation }: Json): string {
  const names = Object.keys((evaluation as { readonly sets?: object } | undefined)?.sets ?? {});
  const name = suite.evaluation ?? names.at(0);
  if (name !== undefined && names.includes(name)) return name;
  throw new UserError("RECIPE_INVALID_VALUE", name === undefined ? "the recipes have no evaluation set" : `the recipes have no evaluation set ${name}`, {
    place: { file: suite.file, pointer: "/evaluation" },
    remedy: names.length === 0 ? 'Add "evaluation" to the recipes.' : `Name one of ${names.join(", ")}.`,
  });
}

function writeJson(file: string, value: Json): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
