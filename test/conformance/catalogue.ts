import { contractName, type ComponentDefinition, type Contract } from "@lode/core";
import { expect } from "chai";
import { core } from "../recipe/core.js";

/** Every component of a contract in Lode's own plugins, by the name that recipes use. */
export async function componentsOf<T>(contract: Contract<T>): Promise<Readonly<Record<string, ComponentDefinition<T>>>> {
  const plugins = await core("plugin/load-plugins").loadCatalogue();
  const own = plugins.flatMap((plugin) => plugin.components).filter((definition) => definition.contract === contract);
  return Object.fromEntries(own.map((definition) => [definition.use, definition as ComponentDefinition<T>]));
}

/** Runs a suite over every component of a contract, with each of its subjects, by the component's name. */
export async function onEvery<T, More>(
  contract: Contract<T>,
  subjects: Readonly<Record<string, readonly More[]>>,
  suite: (subject: { readonly component: ComponentDefinition<T> } & More) => void,
): Promise<void> {
  const components = await componentsOf(contract);
  it(`every ${contractName(contract)} of the catalogue is tried`, () => {
    expect(Object.keys(subjects)).to.have.members(Object.keys(components));
  });
  for (const [use, component] of Object.entries(components)) for (const subject of subjects[use] ?? []) suite({ component, ...subject });
}
