import { Type, type Static, type TObject, type TProperties, type TSchema, type TUnion, type TUnsafe } from "typebox";
import type { Contract } from "../contracts/contract.js";
import { contractName } from "../contracts/contract.js";
import type { WeightsSource } from "../contracts/weights-source.js";

export { Type, type Static };

/** Schema of a component's options: closed; a property with `default` may be left out in recipes and is always there for the component. */
export function options<Properties extends TProperties>(properties: Properties): TObject<Properties> {
  return Type.Object(properties);
}

/**
 * Options that depend on a mode: `variants("rescale", [options({ rescale: Type.Literal("threshold"), … }), …])`.
 * The first variant is the default. An option of one variant is an error in another.
 */
export function variants<Variants extends TSchema[]>(mode: string, list: [...Variants]): TUnion<Variants> {
  return Type.Union(list, { discriminator: { propertyName: mode } }) as TUnion<Variants>;
}

/** An option that holds a nested component: `{ "use": …, … }` in the recipe, an instance for the component. */
export function componentOption<T>(
  contract: Contract<T>,
  settings: { readonly default?: { readonly use: string }; readonly description?: string } = {},
): TUnsafe<T> {
  return Type.Unsafe<T>({ type: "object", lodeContract: contractName(contract), ...settings });
}

/** An option that holds a list of nested components. */
export function componentListOption<T>(contract: Contract<T>, settings: { readonly description?: string } = {}): TUnsafe<readonly T[]> {
  return Type.Unsafe<readonly T[]>({ type: "array", minItems: 1, items: { type: "object", lodeContract: contractName(contract) }, ...settings });
}

/**
 * An option that names a file, relative to the file that the recipe writes it in; the component gets the whole path. The file must exist, and in the content
 * hash of the recipe it counts by what it contains.
 */
export function fileOption(settings: { readonly description?: string } = {}): TUnsafe<string> {
  return Type.Unsafe<string>({ type: "string", minLength: 1, lodeFile: true, ...settings });
}

/** The option `initial` of a policy: `{ "recipe": FILE }` (trained once and cached) or `{ "run": DIR }` in the recipe, a `WeightsSource` for the policy. */
export function weightsOption(): ReturnType<typeof Type.Optional<TUnsafe<WeightsSource>>> {
  return Type.Optional(
    Type.Unsafe<WeightsSource>({
      type: "object",
      lodeWeights: true,
      description: "Where the weights come from: the result of a recipe, trained once and cached, or a run's last checkpoint.",
    }),
  );
}
