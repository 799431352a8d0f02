import { compose, type RecipeContents, type SuiteHost } from "@lode/core";
import { resolve } from "node:path";
import type { Suite } from "./read-suite.js";

type Engine = RecipeContents["recipe"];

/**
 * The engine of every run of a suite: that of its first recipe; `auto` is asked for once, so that all compute on the same. Runs stand beside one another:
 * each has one thread, where the engine has that option and the recipe does not say otherwise.
 * @param before the engine that the suite, or a part of it, was begun with: `auto` stays what it was
 */
export async function suiteEngine(suite: Suite, host: SuiteHost, before: Engine | undefined): Promise<Engine> {
  const { recipe, set } = suite.recipes[0];
  const file = resolve(suite.directory, recipe);
  const sets = [...suite.set, ...set];
  const { resolved, recipe: written } = await compose(file, { set: sets, directory: suite.directory });
  const wanted = resolved.engine as Engine;
  const engine = wanted.use === "auto" ? (before ?? (await host.engine(file, sets))) : wanted;
  return "threads" in engine && !written.sources.has("/engine/threads") ? { ...engine, threads: 1 } : engine;
}
