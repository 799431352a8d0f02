import type { ComponentDefinition } from "./component-definition.js";

/** A package of components. */
export interface PluginDefinition {
  /** The package's name: "@acme/lode-extras". */
  readonly name: string;
  /** Versions of @lode/core that it works with, as a semver range. */
  readonly core: string;
  readonly components: readonly ComponentDefinition[];
}

/** Declares a plugin: the default export of its package. Importing it must have no side effect. */
export function definePlugin(plugin: PluginDefinition): PluginDefinition {
  return plugin;
}
