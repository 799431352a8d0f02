import { contract } from "./contract.js";

/** Where a tracker shows things to a person. */
export interface Terminal {
  /** True where lines can be rewritten and coloured. */
  readonly interactive: boolean;
  /** Columns of the window. */
  readonly columns: number;
  write(text: string): void;
}

export const Terminal = contract<Terminal>("Terminal");
