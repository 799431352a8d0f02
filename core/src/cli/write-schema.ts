import { writeFileSync } from "node:fs";
import { enginePlugins, loadEngines } from "../plugin/load-engines.js";
import { loadCatalogue } from "../plugin/load-plugins.js";
import { Registry } from "../plugin/registry.js";
import { mergedSchema } from "../recipe/merged-schema.js";

/** The build's last step: the schema of recipes with Lode's own plugins, beside the compiled core, for editors. */
export async function writeSchema(): Promise<void> {
  const file = new URL("../recipe.schema.json", import.meta.url);
  writeFileSync(file, `${JSON.stringify(mergedSchema(new Registry([...(await loadCatalogue()), ...enginePlugins(await loadEngines())])), null, 2)}\n`);
}
