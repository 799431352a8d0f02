import { leaves } from "./describe-composition.js";
import type { Json, JsonObject } from "./json.js";

export type DifferenceClass = "algorithm" | "data" | "policy" | "budget" | "evaluation" | "run";

export interface Difference {
  readonly class: DifferenceClass;
  readonly pointer: string;
  /** Absent where the recipe has no such value. */
  readonly a?: Json;
  readonly b?: Json;
}

/** The first pattern that fits gives the class; what fits none is part of the algorithm. */
const CLASSES: readonly (readonly [RegExp, DifferenceClass])[] = [
  [/^\/(name|plugins|engine|trackers|training\/checkpointEvery)(\/|$)/, "run"],
  [/^\/(dataset|tokenizer|seed)(\/|$)/, "data"],
  [/^\/(evaluation|verifier)(\/|$)/, "evaluation"],
  [/^\/(training\/(steps|budget\/\w+|promptsPerStep|epochs|miniBatches)|sampler\/(groupSize|maxTokens|maxRounds))$/, "budget"],
  [/^\/policy\/(?!optimizer)/, "policy"],
];

/** Differences of two resolved recipes, defaults included, by class. */
export function diffRecipes(a: JsonObject, b: JsonObject): readonly Difference[] {
  const left = new Map(leaves(a, ""));
  const right = new Map(leaves(b, ""));
  const pointers = [...new Set([...left.keys(), ...right.keys()])];
  return pointers
    .filter((pointer) => JSON.stringify(left.get(pointer)) !== JSON.stringify(right.get(pointer)))
    .map((pointer) => ({ class: classOf(pointer), pointer, a: left.get(pointer), b: right.get(pointer) }));
}

function classOf(pointer: string): DifferenceClass {
  return CLASSES.find(([pattern]) => pattern.test(pointer))?.[1] ?? "algorithm";
}
