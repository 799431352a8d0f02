import { contractName, type PluginDefinition } from "@lode/core";
import type { OptionSchema } from "../../core/src/recipe/option-schema.js";
import { REPOSITORY } from "../recipes/tiny.js";
import { core } from "./core.js";

const { CATALOGUE } = core("plugin/catalogue");
const { enginePlugins, loadEngines } = core("plugin/load-engines");
const { loadPlugins } = core("plugin/load-plugins");
const { recipeSchema } = core("recipe/recipe-schema");

/** Lode's own plugins; one that does not load is an error. */
export const plugins: readonly PluginDefinition[] = await loadPlugins(CATALOGUE.map((name) => ({ name, file: "catalogue", directory: REPOSITORY })));

/** The schemas of everything that has options, by owner: "Objective ppo" for a component, "recipe" for the recipe itself. */
export const schemas: ReadonlyMap<string, OptionSchema> = new Map([
  ["recipe", recipeSchema as OptionSchema],
  ...[...plugins, ...enginePlugins(await loadEngines())]
    .flatMap(({ components }) => components)
    .map(({ contract, use, options }) => [`${contractName(contract)} ${use}`, (options ?? {}) as OptionSchema] as const),
]);
