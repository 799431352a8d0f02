import type * as tf from "@tensorflow/tfjs";
import type { Architecture } from "./architecture.js";
import { linear } from "./linear.js";
import type { Model } from "./model.js";
import { tokenModel } from "./token-model.js";

/** One number a token: "scores" = state before the token · head, without bias. */
export function scalarModel(architecture: Architecture): Model {
  return tokenModel(architecture, "scalar", ["scores"], ({ weights, states }, want) =>
    want.map(() => linear(states, weights.score as tf.Tensor2D).reshape([-1])),
  );
}
