import type { Rational } from "./rational.js";

/** How many points expressions with letters are compared at. */
export const POINTS = 8;

/**
 * The value of a letter at one of the fixed pseudo-random points, by its name alone. Points 0 and 1 are positive fractions below 3 and
 * below 9, point 2 has whole numbers from 2 on, point 3 positive fractions below 1; the others have both signs.
 */
export function coordinate(name: string, point: number): Rational {
  const random = hash(name, point);
  if (point === 2) return { numerator: BigInt(2 + (random % 9)), denominator: 1n };
  const [below, above] = RANGES[point];
  const denominator = PRIMES[random % PRIMES.length];
  const steps = (above - below) * denominator - 2;
  let numerator = below * denominator + 1 + ((random >>> 4) % steps);
  if (numerator % denominator === 0) numerator++;
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

/** A number of 31 bits for a text and a seed (FNV-1a with a final mixing). */
export function hash(text: string, seed: number): number {
  let state = 0x811c9dc5 ^ Math.imul(seed + 1, 0x9e3779b1);
  for (let place = 0; place < text.length; place++) state = Math.imul(state ^ text.charCodeAt(place), 0x01000193);
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  state = Math.imul(state ^ (state >>> 12), 0x297a2d39);
  return (state ^ (state >>> 15)) >>> 1;
}

const PRIMES = [7, 11, 13, 17];
const RANGES: readonly (readonly [number, number])[] = [
  [0, 3],
  [1, 9],
  [2, 11],
  [0, 1],
  [-3, 0],
  [-4, 4],
  [-9, 2],
  [-2, 12],
];
