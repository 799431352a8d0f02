import type { Batch } from "../contracts/batch.js";
import { lanes } from "../math/lanes.js";
import { shapeStride } from "../math/shape-stride.js";
import { rowParts } from "./row-parts.js";
import { selectRows } from "./select-rows.js";

/** Tokens computed in one micro-batch: enough to keep matrix products large, little enough to stay in the cache. */
const TOKEN_LIMIT = 768;

/** Rows are padded to multiples of so many strides: a loss over them costs little, and each length is a shape of its own. */
const STRIDES = 4;

/** Cuts a batch into parts that cost little, see `rowParts`. Sums over the parts are sums over the batch. */
export function microBatches(batch: Batch, tokenLimit = TOKEN_LIMIT, stride = shapeStride(), laneCount = lanes()): readonly Batch[] {
  return rowParts(batch, tokenLimit, stride, laneCount).map((rows) => selectRows(batch, rows, stride === 1 ? 1 : STRIDES * stride));
}
