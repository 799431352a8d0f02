import { UserError } from "@lode/core";
import type { TransformerOptions } from "./transformer-options.js";

/** Sizes of a transformer. */
export interface Architecture {
  /** V. */
  readonly vocabulary: number;
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  /** Width of one head. */
  readonly headWidth: number;
  readonly feedForward: number;
  readonly ropeBase: number;
}

/** Throws a UserError where the sizes do not fit together. */
export function architecture(options: TransformerOptions, vocabulary: number): Architecture {
  const { layers, width, heads, keyValueHeads = heads, feedForward, ropeBase } = options;
  if (width % (2 * heads) !== 0) throw misfit("width", `width ${width} is not a multiple of ${2 * heads}, twice the number of heads`);
  if (heads % keyValueHeads !== 0) throw misfit("keyValueHeads", `${heads} heads cannot share ${keyValueHeads} heads of keys and values equally`);
  return { vocabulary, layers, width, heads, keyValueHeads, headWidth: width / heads, feedForward, ropeBase };
}

function misfit(option: string, what: string): UserError {
  return new UserError("RECIPE_INVALID_VALUE", what, {
    place: { component: "policy transformer", pointer: `/policy/${option}` },
    remedy: "Choose sizes that divide.",
  });
}
