import { resolve } from "node:path";
import { loadCatalogue, loadPlugins } from "../plugin/load-plugins.js";
import { Registry } from "../plugin/registry.js";

/** What commands without a recipe can use: Lode's own plugins and those named with `--plugin` (packages, or paths relative to `directory`). */
export async function commandRegistry(plugins: readonly string[], directory: string): Promise<Registry> {
  const named = plugins.map((name) => ({ name: /^\.{1,2}\//.test(name) ? resolve(directory, name) : name, file: "--plugin", directory }));
  return new Registry([...(await loadCatalogue()), ...(await loadPlugins(named))]);
}
