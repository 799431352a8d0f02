import type { Batch } from "../contracts/batch.js";
import { selectRows } from "./select-rows.js";

/** Padded tokens in one micro-batch: enough to keep matrix products large, little enough to stay in the cache. */
const TOKEN_LIMIT = 1024;

/** Cuts a batch into parts of similar row length, so that little is padding. Sums over the parts are sums over the batch. */
export function microBatches(batch: Batch, tokenLimit = TOKEN_LIMIT): readonly Batch[] {
  const byLength = Array.from({ length: batch.rows }, (_, row) => row).sort((a, b) => batch.lengths[a] - batch.lengths[b] || a - b);
  const parts: number[][] = [];
  let part: number[] = [];
  for (const row of byLength) {
    if (part.length > 0 && (part.length + 1) * batch.lengths[row] > tokenLimit) {
      parts.push(part);
      part = [];
    }
    part.push(row);
  }
  if (part.length > 0) parts.push(part);
  return parts.map((rows) => selectRows(batch, rows));
}
