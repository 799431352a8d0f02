import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import semver from "semver";
import { UserError } from "../contracts/user-error.js";
import { CATALOGUE } from "./catalogue.js";
import type { ComponentDefinition } from "./component-definition.js";
import { coreVersion } from "./core-version.js";
import { duplicateLibrary } from "./duplicate-library.js";
import { packageEntry } from "./package-entry.js";
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
  /** The file that names it. */
  readonly file?: string;
}

interface Place {
  readonly file: string;
  readonly pointer: string;
  readonly component: string;
}

/** Imports the named plugins, each once, in order. Throws a UserError that names the plugin and the file that names it. */
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
  const duplicate = duplicateLibrary(address);
  if (duplicate) {
    const { library, theirs, ours } = duplicate;
    throw new UserError("DUPLICATE_LIBRARY", `the plugin ${plugin.name} would load ${library} from ${theirs}, Lode has it from ${ours}`, {
      place,
      remedy:
        library === "tsyringe"
          ? "Take inject and injectable from @lode/core in the plugin, and leave tsyringe out of its dependencies."
          : `Make ${library} a peer dependency of the plugin and install again, or run the lode that stands beside the plugin.`,
    });
  }
  return { ...checkPlugin(await importPlugin(address, place), place), version: versionOf(plugin, address), file: plugin.file };
}

async function importPlugin(address: string, place: Place): Promise<unknown> {
  try {
    return ((await import(address)) as { default?: unknown }).default;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UserError("PLUGIN_FAILED", `the plugin ${place.component} failed while it was imported: ${reason}`, {
      place,
      remedy: "Mend the plugin; `--debug` shows where it failed.",
      cause,
    });
  }
}

function checkPlugin(candidate: unknown, place: Place): PluginDefinition {
  const plugin = candidate as PluginDefinition | null | undefined;
  if (typeof plugin?.name !== "string" || typeof plugin.core !== "string" || !Array.isArray(plugin.components)) {
    throw new UserError("PLUGIN_INVALID", `${place.component} is not a Lode plugin`, { place, remedy: "Its default export must come from `definePlugin`." });
  }
  const invalid = plugin.components.findIndex((definition) => !isComponent(definition));
  if (invalid !== -1) {
    throw new UserError("PLUGIN_INVALID", `component ${invalid} of ${plugin.name} lacks a contract, a name to \`use\`, or what creates it`, {
      place,
      remedy: "Make it with `component` or one of the shortcuts.",
    });
  }
  if (!semver.satisfies(coreVersion(), plugin.core, { includePrerelease: true })) {
    throw new UserError("PLUGIN_INCOMPATIBLE", `${plugin.name} asks for @lode/core ${plugin.core}, this is ${coreVersion()}`, {
      place,
      remedy: `Install a version of ${plugin.name} for @lode/core ${coreVersion()}, or @lode/core ${plugin.core}.`,
    });
  }
  return plugin;
}

function isComponent(candidate: unknown): boolean {
  const { contract, use, create } = (candidate ?? {}) as Partial<Record<keyof ComponentDefinition, unknown>>;
  return typeof contract === "symbol" && typeof use === "string" && (typeof create === "function" || (typeof create === "object" && create !== null));
}

function versionOf(plugin: NamedPlugin, address: string): string {
  const file = fileURLToPath(address);
  if (isAbsolute(plugin.name)) return createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 16);
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    const { version } = existsSync(manifest) ? (JSON.parse(readFileSync(manifest, "utf8")) as { version?: string }) : {};
    if (version !== undefined) return version;
  }
  return "unknown";
}

/** The address to import: beside the file that names it, else beside Lode. */
function locate({ name, directory }: NamedPlugin): string | undefined {
  for (const origin of [pathToFileURL(resolve(directory, "recipe.json")), import.meta.url]) {
    const require = createRequire(origin);
    const folders = isAbsolute(name) ? [name] : (require.resolve.paths(name) ?? []).map((folder) => join(folder, name));
    try {
      // What `require` resolves is not what `import` takes where a package has other `exports` for each.
      return pathToFileURL(folders.map(packageEntry).find((entry) => entry !== undefined) ?? require.resolve(name)).href;
    } catch {
      // Not there: the next origin is tried.
    }
  }
  return undefined;
}
