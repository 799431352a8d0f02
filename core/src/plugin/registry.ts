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

  constructor(plugins: readonly PluginDefinition[]) {
    for (const plugin of plugins) for (const definition of plugin.components) this.add(plugin.name, definition);
  }

  find(contract: string, use: string): RegisteredComponent | undefined {
    return this.components.get(`${contract} ${use}`);
  }

  /** Of one contract, or all. */
  list(contract?: string): readonly RegisteredComponent[] {
    return [...this.components.values()].filter(({ definition }) => contract === undefined || contractName(definition.contract) === contract);
  }

  private add(plugin: string, definition: ComponentDefinition): void {
    const contract = contractName(definition.contract);
    const other = this.find(contract, definition.use);
    if (other && other.plugin !== plugin) {
      throw new UserError("PLUGIN_DUPLICATE", `${plugin} and ${other.plugin} both register the ${contract} "${definition.use}"`, {
        place: { pointer: "/plugins" },
        remedy: "Name only one of the two plugins.",
      });
    }
    this.components.set(`${contract} ${definition.use}`, { definition, plugin });
  }
}
