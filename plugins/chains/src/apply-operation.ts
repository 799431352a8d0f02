import type { Operation } from "./chain.js";

/** What the operation makes of a value, in 0..modulus-1. */
export function applyOperation({ operator, operand }: Operation, value: number, modulus: number): number {
  const result = operator === "+" ? value + operand : operator === "-" ? value - operand : value * operand;
  return ((result % modulus) + modulus) % modulus;
}
