import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isAbsolute, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import semver from "semver";
import { UserError } from "../contracts/user-error.js";
import { CATALOGUE } from "./catalogue.js";
import { coreVersion } from "./core-version.js";
import type { PluginDefinition } from "./plugin-definition.js";

export interface NamedPlugin {
  /** A package, or an absolute path. */
  readonly name: string;
  /** The file that names it. */
  readonly file: string;
  /** Where packages are looked for first. */
  readonly directory: string;
}

/** A plugin and what tells its contents apart: the package's version, or a hash of the file that a path names. */
export interface LoadedPlugin extends PluginDefinition {
  readonly version: string;
}

/** Imports the named plugins, each once, in order. Throws PLUGIN_NOT_FOUND, PLUGIN_FAILED, PLUGIN_INVALID or PLUGIN_INCOMPATIBLE. */
export async function loadPlugins(named: readonly NamedPlugin[]): Promise<readonly LoadedPlugin[]> {
  const unique = [...new Map(named.map((plugin) => [plugin.name, plugin])).values()];
  return Promise.all(unique.map(loadPlugin));
}

/** Lode's own plugins, as far as they are installed. */
export async function loadCatalogue(): Promise<readonly LoadedPlugin[]> {
  const loaded = await Promise.allSettled(CATALOGUE.map((name) => loadPlugin({ name, file: "", directory: process.cwd() })));
  return loaded.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}

async function loadPlugin(plugin: NamedPlugin): Promise<LoadedPlugin> {
  const place = { file: plugin.file, pointer: "/plugins", component: plugin.name };
  const address = locate(plugin);
  if (address === undefined) {
    const remedy = isAbsolute(plugin.name) ? "Check the path; it is relative to the file that names it." : `Install it: npm install ${plugin.name}`;
    throw new UserError("PLUGIN_NOT_FOUND", `there is no plugin ${plugin.name}`, { place, remedy });
  }
  let module: { default?: unknown };
  try {
    module = (await import(address)) as { default?: unknown };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UserError("PLUGIN_FAILED", `the plugin ${plugin.name} failed while it was imported: ${reason}`, {
      place,
      remedy: "Mend the plugin; `--debug` shows where it failed.",
      cause,
    });
  }
  return { ...checkPlugin(module.default, place), version: versionOf(plugin, address) };
}

function checkPlugin(candidate: unknown, place: { file: string; pointer: string; component: string }): PluginDefinition {
  const plugin = candidate as PluginDefinition | undefined;
  if (typeof plugin?.name !== "string" || typeof plugin.core !== "string" || !Array.isArray(plugin.components)) {
    throw new UserError("PLUGIN_INVALID", `${place.component} is not a Lode plugin`, { place, remedy: "Its default export must come from `definePlugin`." });
  }
  if (!semver.satisfies(coreVersion(), plugin.core, { includePrerelease: true })) {
    throw new UserError("PLUGIN_INCOMPATIBLE", `${plugin.name} asks for @lode/core ${plugin.core}, this is ${coreVersion()}`, {
      place,
      remedy: `Install a version of ${plugin.name} for @lode/core ${coreVersion()}, or @lode/core ${plugin.core}.`,
    });
  }
  return plugin;
}

function versionOf(plugin: NamedPlugin, address: string): string {
  if (isAbsolute(plugin.name))
    return createHash("sha256")
      .update(readFileSync(new URL(address)))
      .digest("hex")
      .slice(0, 16);
  for (const origin of [pathToFileURL(resolve(plugin.directory, "recipe.json")), import.meta.url]) {
    try {
      return (createRequire(origin)(`${plugin.name}/package.json`) as { version: string }).version;
    } catch {
      // Not there, or a package that does not export its package.json.
    }
  }
  return "unknown";
}

/** The address to import: beside the file that names it, else beside Lode. */
function locate(plugin: NamedPlugin): string | undefined {
  for (const origin of [pathToFileURL(resolve(plugin.directory, "recipe.json")), import.meta.url]) {
    try {
      return pathToFileURL(createRequire(origin).resolve(plugin.name)).href;
    } catch (error) {
      // A package that only has an "import" condition cannot be resolved this way, but can be imported.
      if ((error as { code?: string }).code === "ERR_PACKAGE_PATH_NOT_EXPORTED") return plugin.name;
    }
  }
  return undefined;
}
