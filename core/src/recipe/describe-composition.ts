import { isObject, type Json, type JsonObject } from "./json.js";
import { pointerTo } from "./json-pointer.js";
import type { Composition } from "./compose.js";
import { needsOf } from "./negotiate.js";
import { trainingInWords } from "./training-in-words.js";

export interface DescribedComponent {
  readonly pointer: string;
  readonly contract: string;
  readonly use: string;
  readonly plugin: string;
  readonly description: string;
  readonly options: JsonObject;
  /** What it needs of others. */
  readonly needs: readonly string[];
  /** Its formula and what its options mean for it. */
  readonly explanation: readonly string[];
}

export interface CompositionDescription {
  readonly name: string;
  readonly components: readonly DescribedComponent[];
  /** Slots that the recipe leaves empty. */
  readonly empty: readonly string[];
  /** How long it trains, in words. */
  readonly training: string;
  /** Values that no file sets, by pointer. */
  readonly defaults: Readonly<Record<string, Json>>;
  readonly warnings: readonly string[];
}

const SLOTS = ["dataset", "tokenizer", "policy", "sampler", "verifier", "rewardModel", "valueModel", "advantage", "selection", "objective"];

/** A composition for people: its components in the order of a training step, formulas, and every default. */
export function describeComposition(composition: Composition): CompositionDescription {
  const { nodes, engine, resolved, recipe, warnings } = composition;
  const place = (pointer: string): number => {
    const slot = SLOTS.indexOf(pointer.split("/")[1]);
    return slot === -1 ? SLOTS.length : slot;
  };
  const ordered = [...nodes, engine].sort((a, b) => place(a.pointer) - place(b.pointer) || (a.pointer < b.pointer ? -1 : 1));
  return {
    name: resolved.name as string,
    components: ordered.map((node) => ({
      pointer: node.pointer,
      contract: node.contract,
      use: node.definition.use,
      plugin: node.plugin,
      description: node.definition.description,
      options: node.options,
      needs: needsOf(node),
      explanation: node.definition.explain?.(node.options as never) ?? [],
    })),
    empty: SLOTS.filter((slot) => !(slot in resolved)),
    training: trainingInWords(resolved.training as unknown as Parameters<typeof trainingInWords>[0]),
    defaults: Object.fromEntries(leaves(resolved, "").filter(([pointer]) => !recipe.sources.has(pointer))),
    warnings,
  };
}

/** Values that are not objects, by pointer. */
export function leaves(value: Json, pointer: string): readonly (readonly [string, Json])[] {
  if (!isObject(value)) return [[pointer, value]];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, pointerTo(pointer, key)));
}
