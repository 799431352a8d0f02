import { Engine } from "../contracts/engine.js";
import type { Composition } from "../recipe/compose.js";
import { loadEngine } from "./load-engine.js";

/** Loads the engine that a recipe asks for: one of Lode's, or one that a plugin of the recipe registers. `wanted` is the one that a resumed run began with. */
export function loadRecipeEngine({ resolved, plugins }: Pick<Composition, "resolved" | "plugins">, wanted = resolved.engine as string): Promise<string> {
  const definitions = plugins.flatMap(({ components }) => components).filter(({ contract }) => contract === Engine);
  const ofPlugins = definitions.map(({ create }) => (typeof create === "function" ? new create() : create.from({} as never)) as Engine);
  return loadEngine(wanted, ofPlugins);
}
