import { Dataset } from "../contracts/dataset.js";
import { contractName, type Contract } from "../contracts/contract.js";
import { Verifier } from "../contracts/verifier.js";
import type { Registry } from "../plugin/registry.js";
import { compose } from "../recipe/compose.js";
import type { Json, JsonObject } from "../recipe/json.js";
import { mergeRecipes, sourced } from "../recipe/merge-recipes.js";
import { OptionsResolver, type ComponentNode } from "../recipe/options-resolver.js";
import { applyOverrides } from "../recipe/overrides.js";
import { UserError } from "../contracts/user-error.js";
import { commandRegistry } from "./command-registry.js";
import { problemFile } from "./problem-file.js";

/** A verifier as the command line names it. */
export interface NamedVerifier {
  /** Its `use`; undefined where none was named. */
  readonly use?: string;
  readonly profile?: string;
  /** `KEY=VALUE` of its options. */
  readonly set: readonly string[];
  readonly plugins: readonly string[];
}

/** Where problems are: a recipe, or a file of problems in a layout of the data set `files`. */
export interface NamedDataset {
  readonly place: string;
  readonly layout: string;
}

export const VERIFIER = "/verifier";
export const DATASET = "/dataset";

const DEFAULT_USE = "math";

/** The validated verifier, with what is nested in it. */
export async function verifierNodes(verifier: NamedVerifier, directory: string): Promise<readonly ComponentNode[]> {
  return fragmentNodes({ verifier: fragmentOf(verifier) }, verifier, directory);
}

/** The validated data set and verifier: those of a recipe, unless another verifier is named, or a file's with the named verifier. */
export async function auditNodes(dataset: NamedDataset, verifier: NamedVerifier, directory: string): Promise<readonly ComponentNode[]> {
  if (!isRecipe(dataset.place)) {
    return fragmentNodes({ dataset: problemFile(dataset.place, dataset.layout, directory), verifier: fragmentOf(verifier) }, verifier, directory);
  }
  const { nodes } = await compose(dataset.place, { directory });
  const own = nodes.filter(({ pointer }) => isWithin(pointer, VERIFIER));
  if (verifier.use === undefined && own.length > 0 && (verifier.profile !== undefined || verifier.set.length > 0)) {
    throw new UserError("USAGE", `${dataset.place} has a verifier with options of its own`, {
      remedy: "Name the verifier whose options these are: --verifier math",
    });
  }
  const chosen = verifier.use === undefined && own.length > 0 ? own : await verifierNodes(verifier, directory);
  return [...nodes.filter(({ pointer }) => isWithin(pointer, DATASET) || pointer === "/tokenizer"), ...chosen];
}

/** Problems of a `.json` file are a list, a recipe an object: told apart by name, since a recipe can also be one of an installed package. */
function isRecipe(place: string): boolean {
  return !/\.(jsonl|ndjson|parquet)$/.test(place);
}

function isWithin(pointer: string, place: string): boolean {
  return pointer === place || pointer.startsWith(`${place}/`);
}

function fragmentOf({ use = DEFAULT_USE, profile }: NamedVerifier): JsonObject {
  return { use, ...(profile !== undefined && { profile }) };
}

const CONTRACTS: Readonly<Record<string, Contract<unknown>>> = { dataset: Dataset, verifier: Verifier };

async function fragmentNodes(fragments: JsonObject, { set, plugins }: NamedVerifier, directory: string): Promise<readonly ComponentNode[]> {
  const source = { label: "", directory };
  const overrides = set.map((override) => `verifier.${override}`);
  const recipe = applyOverrides(mergeRecipes(sourced({}, source), sourced(fragments, source)), overrides, directory);
  const registry: Registry = await commandRegistry(plugins, directory);
  const resolver = new OptionsResolver(registry, recipe, null);
  for (const [slot, fragment] of Object.entries(recipe.value)) resolver.resolve({ lodeContract: contractName(CONTRACTS[slot]) }, fragment as Json, `/${slot}`);
  return resolver.nodes;
}
