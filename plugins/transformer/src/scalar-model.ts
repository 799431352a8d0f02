import type { Architecture } from "./architecture.js";
import { linear } from "./linear.js";
import type { Model } from "./model.js";
import { atTokens, statesBeforeTokens } from "./states-before-tokens.js";
import { SCORE } from "./weights.js";

/** One number a token: "scores" = state before the token · head, without bias. */
export function scalarModel(architecture: Architecture): Model {
  return {
    gives: ["scores"],
    outputs: (weights, rows, want) => want.map(() => atTokens(linear(statesBeforeTokens(weights, rows, architecture), weights[SCORE]), rows)),
  };
}
