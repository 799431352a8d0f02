import { fromOptions } from "../plugin/component-definition.js";
import type { Json, JsonObject } from "./json.js";
import { needsOf } from "./negotiate.js";
import type { ComponentNode } from "./options-resolver.js";

const TOKEN_WEIGHTS = "tokenWeights";

/** Things that are allowed but hardly meant. */
export function compositionWarnings(recipe: JsonObject, nodes: readonly ComponentNode[]): readonly string[] {
  const training = recipe.training as { steps: number; policyFrozenSteps: number };
  const warnings: string[] = [];
  if (training.policyFrozenSteps >= training.steps) {
    warnings.push(`training.policyFrozenSteps (${training.policyFrozenSteps}) is not below training.steps (${training.steps}): the policy never learns.`);
  }
  for (const [pointer, warmup] of warmups(recipe, "")) {
    if (warmup > training.steps)
      warnings.push(`${pointer} (${warmup}) is beyond training.steps (${training.steps}): the learning rate never reaches its value.`);
  }
  return [...warnings, ...unusedTokenWeights(nodes)];
}

function unusedTokenWeights(nodes: readonly ComponentNode[]): readonly string[] {
  const giving = nodes.find((node) => fromOptions(node.definition.gives, node.options, []).includes(TOKEN_WEIGHTS));
  const used = nodes.some((node) => node.definition.accepts?.includes(TOKEN_WEIGHTS) || needsOf(node).includes(TOKEN_WEIGHTS));
  if (!giving || used) return [];
  return [`the token weights of ${giving.pointer.slice(1)} "${giving.definition.use}" are not used: the objective does not read them.`];
}

function warmups(value: Json, path: string): readonly [string, number][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value as JsonObject).flatMap(([key, part]): readonly [string, number][] => {
    const place = path === "" ? key : `${path}.${key}`;
    return key === "warmupSteps" && typeof part === "number" ? [[place, part]] : warmups(part, place);
  });
}
