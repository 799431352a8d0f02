import { contractName, type Contract } from "../contracts/contract.js";
import { Policy } from "../contracts/policy.js";
import { RewardModel } from "../contracts/reward-model.js";
import type { Registry } from "../plugin/registry.js";
import { RunContainer, type Blueprint, type RunEnvironment } from "../plugin/run-container.js";
import type { JsonObject } from "../recipe/json.js";
import { mergeRecipes, sourced } from "../recipe/merge-recipes.js";
import { OptionsResolver } from "../recipe/options-resolver.js";
import { needsOf } from "../recipe/negotiate.js";
import type { RecordedArrays } from "./recorded-arrays.js";
import { RecordedPolicy } from "./recorded-policy.js";

/** What cases are evaluated with. */
export interface ReplaySettings {
  /** The components that fragments can `use`. */
  readonly registry: Registry;
  readonly environment: RunEnvironment;
}

/** The fragments of a case, and what a scalar model gives in it. */
export interface CaseFragments<T> {
  readonly contract: Contract<T>;
  readonly component: JsonObject;
  readonly rewardModel?: JsonObject;
  /** The array with the outputs of a scalar model. */
  readonly scores: "values" | "rmScores";
}

export interface OpenCase<T> {
  readonly component: T;
  /** What the component declared that it needs. */
  readonly needs: readonly string[];
  readonly rewardModel: RewardModel | null;
  readonly policy: RecordedPolicy;
}

const COMPONENT = "/component";
const REWARD_MODEL = "/rewardModel";
const POLICY = "/policy";

/** Validates the fragments as a recipe's are, makes their components on a recorded policy, and disposes them after use. */
export async function openCase<T, Result>(
  fragments: CaseFragments<T>,
  arrays: RecordedArrays,
  { registry, environment }: ReplaySettings,
  evaluate: (open: OpenCase<T>) => Promise<Result>,
): Promise<Result> {
  const nodes = resolveFragments(fragments, registry);
  const outputs = (name: string): Float32Array => arrays.tokens(name === "entropy" ? "entropies" : name);
  const policy = new RecordedPolicy(outputs, () => arrays.tokens(fragments.scores));
  const container = new RunContainer([...nodes, recordedPolicy(policy)], new Map([[Policy, POLICY]]), environment);
  try {
    await container.start();
    const needs = nodes.filter(({ pointer }) => pointer === COMPONENT).flatMap(needsOf);
    return await evaluate({ component: container.get<T>(COMPONENT), needs, rewardModel: container.find(REWARD_MODEL), policy });
  } finally {
    await container.dispose();
  }
}

function resolveFragments({ contract, component, rewardModel }: CaseFragments<unknown>, registry: Registry): OptionsResolver["nodes"] {
  const source = { label: "", directory: "." };
  const given = { component, ...(rewardModel && { rewardModel }) };
  const recipe = mergeRecipes(sourced({}, source), sourced(given, source));
  const resolver = new OptionsResolver(registry, recipe, null);
  resolver.resolve({ lodeContract: contractName(contract) }, recipe.value.component, COMPONENT);
  if (rewardModel) resolver.resolve({ lodeContract: contractName(RewardModel) }, recipe.value.rewardModel, REWARD_MODEL);
  return resolver.nodes;
}

function recordedPolicy(policy: RecordedPolicy): Blueprint {
  return { definition: { contract: Policy, use: "recorded", description: "", create: { from: () => policy } }, plugin: "lode", pointer: POLICY, options: {} };
}
