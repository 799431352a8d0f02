import type { Composition } from "../recipe/compose.js";
import { loadEngine, type EngineChoice, type EngineInUse } from "./load-engine.js";

/** Loads the engine that a recipe asks for: one of Lode's, or one that a plugin of the recipe registers. `wanted` is the one that a resumed run began with. */
export function loadRecipeEngine(
  { resolved, plugins }: Pick<Composition, "resolved" | "plugins">,
  wanted = resolved.engine as EngineChoice,
): Promise<EngineInUse> {
  return loadEngine(wanted, plugins);
}
