import type { Chain, Operation, Operator } from "./chain.js";

/**
 * A random chain: start uniform in 0..modulus-1, operators uniform, operands of sums and differences uniform in 1..modulus-1, those of products uniform among
 * 2..modulus-1 without a divisor in common with the modulus. So every operation is one-to-one: two different values never become equal again, and a
 * chain with one wrong step ends wrong. `next` gives uniform numbers in [0,1).
 */
export function sampleChain(steps: number, modulus: number, next: () => number): Chain {
  const factors = Array.from({ length: modulus - 2 }, (_, place) => place + 2).filter((factor) => greatestCommonDivisor(factor, modulus) === 1);
  const start = Math.floor(next() * modulus);
  const operations = Array.from({ length: steps }, (): Operation => {
    const operator = OPERATORS[Math.floor(next() * OPERATORS.length)];
    const operand = operator === "*" ? factors[Math.floor(next() * factors.length)] : 1 + Math.floor(next() * (modulus - 1));
    return { operator, operand };
  });
  return { modulus, start, operations };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

const OPERATORS: readonly Operator[] = ["+", "-", "*"];
