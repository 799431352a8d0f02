import type { Chain } from "./chain.js";

/** The chain as written, start, operations and modulus: `4;+3*2-5%7`. */
export function chainText({ modulus, start, operations }: Chain): string {
  return `${start};${operations.map(({ operator, operand }) => `${operator}${operand}`).join("")}%${modulus}`;
}
