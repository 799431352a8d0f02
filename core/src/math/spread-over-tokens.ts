import type { Batch } from "../contracts/batch.js";
import { assertLength } from "./assert-length.js";

/** Gives every action token the number of its row: [B] becomes [B,T], 0 where `action` is 0. */
export function spreadOverTokens(rowValues: ArrayLike<number>, batch: Batch): Float32Array {
  assertLength(rowValues, batch.rows, "rowValues", "[B]");
  return Float32Array.from(batch.action, (action, place) => (action === 1 ? rowValues[Math.floor(place / batch.length)] : 0));
}
