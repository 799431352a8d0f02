export type Operator = "+" | "-" | "*";

export interface Operation {
  readonly operator: Operator;
  readonly operand: number;
}

/** A number from 0 to `modulus` - 1 and what is done to it, operation by operation, each modulo `modulus`. */
export interface Chain {
  readonly modulus: number;
  readonly start: number;
  readonly operations: readonly Operation[];
}
