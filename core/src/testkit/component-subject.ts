import { contractName } from "../contracts/contract.js";
import type { ComponentDefinition } from "../plugin/component-definition.js";
import type { OptionValues } from "./option-schema.js";

/** The component that a suite tries, and how it is made: as a recipe makes it, anew for every law. */
export interface ComponentSubject<T> {
  /** As the plugin registers it. */
  readonly component: ComponentDefinition<T>;
  /** Options as in a recipe, without `use`; those that are left out have their defaults. */
  readonly options?: OptionValues;
  /** Components that the options name by `use`. The testkit has the reward "outcome". */
  readonly components?: readonly ComponentDefinition[];
  /** Other values of options, by path ("correction.cap"), that cannot be guessed from the schema: texts, or lists of a certain length. */
  readonly otherValues?: Readonly<Record<string, readonly unknown[]>>;
}

/** Title of a suite: contract, component, and the options that were given. */
export function suiteTitle({ component, options }: ComponentSubject<unknown>): string {
  const name = `${contractName(component.contract)} ${component.use}`;
  return options === undefined ? name : `${name} ${JSON.stringify(options)}`;
}
