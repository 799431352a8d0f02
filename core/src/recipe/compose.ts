import { resolve } from "node:path";
import { UserError } from "../contracts/user-error.js";
import { assertFiles } from "./assert-files.js";
import { compositionWarnings } from "./composition-warnings.js";
import { enginePlugins, loadEngines, type KnownEngine } from "../plugin/load-engines.js";
import { loadCatalogue, loadPlugins, type LoadedPlugin, type NamedPlugin } from "../plugin/load-plugins.js";
import type { PluginDefinition } from "../plugin/plugin-definition.js";
import { Registry } from "../plugin/registry.js";
import { isObject, type Json, type JsonObject } from "./json.js";
import { sourceOf, type SourcedRecipe } from "./merge-recipes.js";
import { negotiate } from "./negotiate.js";
import type { OptionSchema } from "./option-schema.js";
import { OptionsResolver, type ComponentNode } from "./options-resolver.js";
import { readRecipe } from "./read-recipe.js";
import { recipeSchema } from "./recipe-schema.js";

/** A recipe that can run: validated, with every default, its components found and their needs met. Nothing is constructed yet. */
export interface Composition {
  readonly recipe: SourcedRecipe;
  /** All values with defaults. */
  readonly resolved: JsonObject;
  /** Nested components before those that hold them. */
  readonly nodes: readonly ComponentNode[];
  /** Loaded once a process, and no part of the run's container. */
  readonly engine: ComponentNode;
  /** Pointers of options that name weights. */
  readonly weights: readonly string[];
  /** Pointers of options that name files. */
  readonly files: readonly string[];
  readonly plugins: readonly LoadedPlugin[];
  /** Those of them that the caller gave, for the recipes that its weights come from. */
  readonly given: readonly PluginDefinition[];
  /** Things that are allowed but hardly meant. */
  readonly warnings: readonly string[];
}

export interface ComposeSettings {
  /** `KEY=VALUE`, as of `--set`. */
  readonly set?: readonly string[];
  /** What paths are relative to; the working directory by default. */
  readonly directory?: string;
  /** Plugins beside those that the recipe names, for tests and programs that define components themselves. */
  readonly plugins?: readonly PluginDefinition[];
}

/** The version of plugins that the caller gave. */
const GIVEN = "given";

/** Where the engine stands. */
const ENGINE = "/engine";

/** Codes whose remedy can name a plugin of Lode that the recipe leaves out. */
const SUGGESTED = ["COMPONENT_UNKNOWN", "CAPABILITY_UNMET"];

/** Reads, extends, validates and negotiates. Throws a UserError that names file, pointer and the edit that mends it. */
export async function compose(recipe: string | JsonObject, settings: ComposeSettings = {}): Promise<Composition> {
  const sourced = readRecipe(recipe, settings.set ?? [], resolve(settings.directory ?? "."));
  const plugins = [...(await loadPlugins(namedPlugins(sourced))), ...(settings.plugins ?? []).map((plugin) => ({ ...plugin, version: GIVEN }))];
  const engines = await loadEngines();
  assertPackage(sourced, engines);
  const registry = new Registry([...plugins, ...enginePlugins(engines)]);
  try {
    return composeWith(sourced, plugins, registry, null);
  } catch (error) {
    if (!(error instanceof UserError) || !SUGGESTED.includes(error.code)) throw error;
    return composeWith(sourced, plugins, registry, new Registry(await loadCatalogue()));
  }
}

function composeWith(recipe: SourcedRecipe, plugins: readonly LoadedPlugin[], registry: Registry, catalogue: Registry | null): Composition {
  const resolver = new OptionsResolver(registry, recipe, catalogue);
  const resolved = resolver.resolve(recipeSchema as OptionSchema, recipe.value, "") as JsonObject;
  const { weights, files } = resolver;
  assertFiles(recipe, resolved, files);
  const nodes = resolver.nodes.filter(({ pointer }) => pointer !== ENGINE);
  const [engine] = resolver.nodes.filter(({ pointer }) => pointer === ENGINE);
  negotiate({ recipe, resolved, nodes, registry, catalogue });
  return {
    recipe,
    resolved,
    nodes,
    engine,
    weights,
    files,
    plugins,
    given: plugins.filter(({ version }) => version === GIVEN),
    warnings: compositionWarnings(resolved, nodes),
  };
}

function namedPlugins(recipe: SourcedRecipe): readonly NamedPlugin[] {
  const names = recipe.value.plugins;
  if (!Array.isArray(names)) return [];
  return (names as readonly Json[]).flatMap((name, place) => {
    const { label, directory } = sourceOf(recipe, `/plugins/${place}`);
    return typeof name === "string" ? [{ name, file: label, directory }] : [];
  });
}

/** An engine whose package is not there cannot be told from one that nobody has by its schema. */
function assertPackage(recipe: SourcedRecipe, engines: readonly KnownEngine[]): void {
  const { engine } = recipe.value;
  const known = isObject(engine) ? engines.find(({ name }) => name === engine.use) : undefined;
  if (known?.failure === undefined) return;
  throw new UserError("ENGINE_UNAVAILABLE", `${known.name}: ${known.failure}`, {
    place: { file: sourceOf(recipe, ENGINE).label, pointer: ENGINE },
    remedy: `Install ${known.packageName}, or use "engine": "auto"; \`lode doctor\` shows which engines load.`,
  });
}
