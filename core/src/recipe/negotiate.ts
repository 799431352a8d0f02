import { UserError } from "../contracts/user-error.js";
import { meets } from "../plugin/capabilities.js";
import { fromOptions, type Capability, type ComponentDefinition } from "../plugin/component-definition.js";
import type { Registry, RegisteredComponent } from "../plugin/registry.js";
import { contractName } from "../contracts/contract.js";
import type { JsonObject } from "./json.js";
import { sourceOf, type SourcedRecipe } from "./merge-recipes.js";
import type { OptionSchema } from "./option-schema.js";
import type { ComponentNode } from "./options-resolver.js";

/** What core itself gives where a slot of the recipe is filled. */
const GIVEN_BY_SLOT: Readonly<Record<string, readonly Capability[]>> = {
  policy: ["oldLogprobs", "refLogprobs"],
  verifier: ["verdicts"],
  rewardModel: ["rewards"],
  valueModel: ["values"],
  advantage: ["advantages"],
};

/** The recipe key that holds components of a contract. */
const SLOT_OF: Readonly<Record<string, string>> = { RewardModel: "rewardModel", ValueModel: "valueModel" };

export interface Negotiation {
  readonly recipe: SourcedRecipe;
  readonly resolved: JsonObject;
  readonly nodes: readonly ComponentNode[];
  readonly registry: Registry;
  readonly catalogue: Registry | null;
}

/** Throws CAPABILITY_UNMET with every need that nothing meets (who needs it, who could give it, the edit), or CAPABILITY_CONFLICT. */
export function negotiate(negotiation: Negotiation): void {
  const { nodes, resolved, recipe } = negotiation;
  const given = new Set<Capability>(Object.entries(GIVEN_BY_SLOT).flatMap(([slot, gives]) => (slot in resolved ? gives : [])));
  for (const node of nodes) for (const capability of fromOptions(node.definition.gives, node.options, [])) given.add(capability);
  const unmet = needs(nodes, resolved).filter(({ need }) => !meets(given, need));
  if (unmet.length > 0) {
    const { pointer } = unmet[0];
    throw new UserError("CAPABILITY_UNMET", unmet.map(({ who, need }) => `${who} needs ${inWords(need)}, which nothing here gives`).join("; "), {
      place: { file: sourceOf(recipe, pointer).label, pointer },
      remedy: [...new Set(unmet.map(({ need }) => remedyFor(need, negotiation)))].join(" "),
    });
  }
  for (const node of nodes) {
    const conflict = fromOptions(node.definition.conflicts, node.options, []).find((capability) => meets(given, capability));
    if (conflict === undefined) continue;
    throw new UserError("CAPABILITY_CONFLICT", `${describe(node)} cannot work together with ${conflict}`, {
      place: { file: sourceOf(recipe, node.pointer).label, pointer: node.pointer },
      remedy: `Replace ${node.definition.use}, or what gives ${conflict}.`,
    });
  }
}

/** What a component needs with its options. */
export function needsOf(node: ComponentNode): readonly Capability[] {
  return fromOptions(node.definition.needs, node.options, []);
}

interface Need {
  readonly pointer: string;
  readonly who: string;
  readonly need: Capability;
}

/** Needs of every component, and of the evaluation: without verdicts all its keys would do nothing. */
function needs(nodes: readonly ComponentNode[], resolved: JsonObject): readonly Need[] {
  const components = nodes.flatMap((node) => needsOf(node).map((need) => ({ pointer: node.pointer, who: describe(node), need })));
  return "evaluation" in resolved ? [...components, { pointer: "/evaluation", who: "evaluation", need: "verdicts" }] : components;
}

function describe(node: ComponentNode): string {
  return `${node.pointer.slice(1)} "${node.definition.use}"`;
}

function inWords(need: Capability): string {
  return need.startsWith("group>=") ? `groups of at least ${need.slice("group>=".length)} rollouts` : `"${need}"`;
}

function remedyFor(need: Capability, negotiation: Negotiation): string {
  if (need.startsWith("group>=")) return `Set "sampler": { ${groupSampler(negotiation)}"groupSize": ${need.slice("group>=".length)} } or more.`;
  const slot = Object.entries(GIVEN_BY_SLOT).find(([, gives]) => gives.includes(need))?.[0];
  const providers = [negotiation.registry, negotiation.catalogue].flatMap((registry) => registry?.list() ?? []).filter((entry) => gives(entry, need, slot));
  if (providers.length === 0) return `No plugin that is known here gives "${need}": leave out what needs it.`;
  return `Set ${[...new Set(providers.map((provider) => edit(provider, negotiation.registry)))].join(" or ")}.`;
}

function gives({ definition }: RegisteredComponent, need: Capability, slot: string | undefined): boolean {
  if (slot !== undefined) return slotOf(definition.contract) === slot;
  try {
    return fromOptions(definition.gives, {}, []).includes(need);
  } catch {
    // What it gives depends on options, and here there are none.
    return false;
  }
}

/** What a remedy has to add where the recipe's sampler has no group size. */
function groupSampler({ nodes, registry }: Negotiation): string {
  const hasGroupSize = ({ options }: ComponentDefinition): boolean => "groupSize" in ((options as OptionSchema | undefined)?.properties ?? {});
  if (nodes.some(({ pointer, definition }) => pointer === "/sampler" && hasGroupSize(definition))) return "";
  const other = registry.list("Sampler").find(({ definition }) => hasGroupSize(definition));
  return other ? `"use": "${other.definition.use}", ` : "";
}

function edit({ definition, plugin }: RegisteredComponent, registry: Registry): string {
  const contract = contractName(definition.contract);
  const edit = `"${slotOf(definition.contract)}": { "use": "${definition.use}" }`;
  return registry.find(contract, definition.use) ? edit : `${edit} with "plugins": ["${plugin}"]`;
}

function slotOf(contract: Parameters<typeof contractName>[0]): string {
  const name = contractName(contract);
  return SLOT_OF[name] ?? name.toLowerCase();
}
