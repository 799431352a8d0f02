import type { TSchema } from "typebox";
import type { Contract } from "../contracts/contract.js";
import type { MetricDeclarations } from "../contracts/metrics.js";

/**
 * What components tell one another about themselves before any of them exists: "policy.entropy", "policy.scalar-model",
 * a column such as "values", or a quantity: given as "group=8", needed as "group>=2".
 */
export type Capability = string;

type FromOptions<Value> = Value | ((options: never) => Value);

/** A component that a recipe can `use`: what it is, what it reads, and how it is made. */
export interface ComponentDefinition<T = unknown> {
  readonly contract: Contract<T>;
  /** The name in recipes, unique per contract. */
  readonly use: string;
  /** One line for `lode list`. */
  readonly description: string;
  /** Schema of the options, `use` left out; made with `options` or `variants`. Absent: no options. */
  readonly options?: TSchema;
  /** What has to be there. Columns are filled by core. */
  readonly needs?: FromOptions<readonly Capability[]>;
  readonly gives?: FromOptions<readonly Capability[]>;
  /** What it uses where something gives it. */
  readonly accepts?: readonly Capability[];
  /** What must not be there. */
  readonly conflicts?: FromOptions<readonly Capability[]>;
  readonly metrics?: MetricDeclarations;
  /** Lines for `lode check`: the formula with this component's options, in words and symbols. */
  readonly explain?: (options: never) => readonly string[];
  /** Laws that an objective promises; the testkit proves them. */
  readonly laws?: readonly string[];
  /** A class whose constructor is injected, or a function of the options alone. */
  readonly create: (new (...injected: never[]) => T) | { readonly from: (options: never) => T };
}

/** A definition for one contract; checks that `create` makes what the contract asks for. */
export function component<T>(contract: Contract<T>, definition: Omit<ComponentDefinition<T>, "contract">): ComponentDefinition<T> {
  return { contract, ...definition };
}

/** Evaluates a field that may depend on the options. */
export function fromOptions<Value>(field: FromOptions<Value> | undefined, options: unknown, absent: Value): Value {
  if (field === undefined) return absent;
  return typeof field === "function" ? (field as (options: unknown) => Value)(options) : field;
}
