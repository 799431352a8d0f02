import type { Batch } from "../contracts/batch.js";
import type { RandomStream } from "../contracts/random-stream.js";
import { selectRows } from "./select-rows.js";

/** Deals the rows at random into `count` batches of nearly equal size, each for one optimizer step (Schulman et al. 2017). One is the batch itself. */
export function miniBatches(batch: Batch, count: number, random: RandomStream): readonly Batch[] {
  if (count === 1) return [batch];
  const order = Array.from({ length: batch.rows }, (_, row) => ({ row, key: random.uniform(row) })).sort((a, b) => a.key - b.key);
  const dealt = Array.from({ length: count }, (_, part) => order.filter((_, place) => place % count === part).map(({ row }) => row));
  return dealt
    .filter((rows) => rows.length > 0)
    .map((rows) =>
      selectRows(
        batch,
        rows.sort((a, b) => a - b),
      ),
    );
}
