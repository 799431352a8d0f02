import type { Batch } from "../contracts/batch.js";
import type { Arrangement } from "./rearranged.js";

/** Some rows of a batch, in this order, as long as before. */
export function someRows({ length }: Batch, rows: readonly number[]): Arrangement {
  return { rows, length };
}

/** The rows in another order. */
export function otherOrder({ rows, length }: Batch): Arrangement {
  const order = Array.from({ length: rows }, (_, row) => row);
  return { rows: [...order.filter((row) => row % 3 === 2), ...order.filter((row) => row % 3 !== 2).reverse()], length };
}

/** More padding. */
export function morePadding({ rows, length }: Batch): Arrangement {
  return { rows: Array.from({ length: rows }, (_, row) => row), length: length + 3 };
}

/** Without the tokens between the action tokens, as long as before: only the prompt and action tokens are left. */
export function withoutHoles({ rows, length, action }: Batch): Arrangement {
  const tokens = (row: number): readonly number[] => {
    const taken = action.subarray(row * length, (row + 1) * length);
    const first = taken.indexOf(1);
    return Array.from({ length }, (_, token) => token).filter((token) => token < first || taken[token] === 1);
  };
  return { rows: Array.from({ length: rows }, (_, row) => row), length, tokens };
}
