import type { Batch, TokenColumns } from "../contracts/batch.js";

/** A record, so that the compiler misses a column that is left out. */
const NAMES: Readonly<Record<keyof TokenColumns, true>> = {
  tokenRewards: true,
  oldLogprobs: true,
  refLogprobs: true,
  samplerLogprobs: true,
  values: true,
  advantages: true,
  returns: true,
  tokenWeights: true,
};

/** The columns [B,T] that a batch has. */
export function tokenColumns(batch: Batch): readonly (readonly [keyof TokenColumns, Float32Array])[] {
  return (Object.keys(NAMES) as (keyof TokenColumns)[]).flatMap((name) => {
    const column = batch[name];
    return column === undefined ? [] : [[name, column] as const];
  });
}
