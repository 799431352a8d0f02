import * as tf from "@tensorflow/tfjs";
import type { Architecture } from "./architecture.js";
import type { Pass } from "./attention.js";
import { rotation } from "./rotary-embedding.js";

/** Added to a score that must not count. */
export const UNSEEN = -1e9;

/** Whole rows from their first token on: each token sees itself and those before it. Padding on the right is seen by padding only, so it needs no mask. */
export function causalPass(rows: number, columns: number, architecture: Architecture, extend: Pass["extend"] = (_, own) => own): Pass {
  const mask = Float32Array.from({ length: columns * columns }, (_, place) => (place % columns > Math.floor(place / columns) ? UNSEEN : 0));
  return {
    rows,
    columns,
    rotation: rotation(
      Int32Array.from({ length: columns }, (_, position) => position),
      1,
      architecture.headWidth,
      architecture.ropeBase,
    ),
    mask: tf.tensor5d(mask, [1, 1, 1, columns, columns]),
    extend,
  };
}
