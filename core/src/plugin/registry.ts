import { contractName } from "../contracts/contract.js";
import { UserError } from "../contracts/user-error.js";
import type { ComponentDefinition } from "./component-definition.js";
import type { PluginDefinition } from "./plugin-definition.js";

export interface RegisteredComponent {
  readonly definition: ComponentDefinition;
  readonly plugin: string;
}

/** The components of the named plugins, by contract and `use`. */
export class Registry {
  private readonly components = new Map<string, RegisteredComponent>();

  constructor(plugins: readonly (PluginDefinition & { readonly file?: string })[]) {
    for (const { name, components, file } of plugins) for (const definition of components) this.add(definition, name, file);
  }

  find(contract: string, use: string): RegisteredComponent | undefined {
    return this.components.get(`${contract} ${use}`);
  }

  /** Of one contract, or all. */
  list(contract?: string): readonly RegisteredComponent[] {
    return [...this.components.values()].filter(({ definition }) => contract === undefined || contractName(definition.contract) === contract);
  }

  private add(definition: ComponentDefinition, plugin: string, file: string | undefined): void {
    const contract = contractName(definition.contract);
    const other = this.find(contract, definition.use);
    if (other && other.definition !== definition) {
      const who = other.plugin === plugin ? `${plugin} registers` : `${plugin} and ${other.plugin} both register`;
      throw new UserError("PLUGIN_DUPLICATE", `${who} the ${contract} "${definition.use}"${other.plugin === plugin ? " twice" : ""}`, {
        place: { file, pointer: "/plugins", component: plugin },
        remedy: other.plugin === plugin ? "Name one copy of the plugin; within a plugin, rename one of the two." : "Name only one of the two plugins.",
      });
    }
    this.components.set(`${contract} ${definition.use}`, { definition, plugin });
  }
}
