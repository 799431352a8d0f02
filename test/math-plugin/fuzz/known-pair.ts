import type { Chance } from "./chance.js";
import { fraction, over, plus, same, times, toNumber, type Fraction } from "./fraction.js";
import { printFraction } from "./print-fraction.js";

/** Two answers whose values are known, for they were printed from them. */
export interface KnownPair {
  readonly gold: string;
  readonly answer: string;
  readonly equal: boolean;
}

/** What brackets and order say about a list of numbers. */
type Shape = "number" | "tuple" | "set" | "interval" | "matrix";

interface Value {
  readonly shape: Shape;
  readonly numbers: readonly Fraction[];
  /** Of an interval. */
  readonly closed: readonly [boolean, boolean];
}

/**
 * Half of them have equal values, the others differ in one number, in the order, in the sign or in a bracket. Values closer than `close`, relative to what is
 * above 1, are written without decimals: a decimal may stand for what it is the rounding of.
 */
export function knownPair(chance: Chance, close: number): KnownPair {
  const value = drawn(chance);
  const other = chance.happens(0.5) ? value : perturbed(value, chance);
  const equal = areEqual(value, other);
  const decimals = equal || !value.numbers.some((number, place) => isClose(number, other.numbers[place], close));
  return { gold: printed(value, chance, decimals), answer: printed(reordered(other, chance), chance, decimals), equal };
}

function drawn(chance: Chance): Value {
  const shape = chance.pick<Shape>(["number", "number", "number", "tuple", "set", "interval", "matrix"]);
  const count = { number: 1, tuple: 3, set: chance.integer(2, 4), interval: 2, matrix: 4 }[shape];
  const numbers = Array.from({ length: count }, () => fraction(chance.integer(-200, 200), chance.pick([1, 1, 1, 2, 3, 4, 5, 8, 9, 25])));
  if (shape === "interval" && toNumber(numbers[0]) >= toNumber(numbers[1])) numbers[1] = plus(numbers[0], fraction(chance.integer(1, 9)));
  return { shape, numbers, closed: [chance.happens(0.5), chance.happens(0.5)] };
}

function perturbed(value: Value, chance: Chance): Value {
  const { shape, numbers, closed } = value;
  if (shape === "interval" && chance.happens(0.3)) return { ...value, closed: [!closed[0], closed[1]] };
  if ((shape === "tuple" || shape === "matrix") && chance.happens(0.3)) return { ...value, numbers: [numbers[1], numbers[0], ...numbers.slice(2)] };
  const place = shape === "interval" ? 1 : chance.integer(0, numbers.length - 1);
  const changed = shape === "interval" ? plus(numbers[1], chance.pick(LARGER)) : otherNumber(numbers[place], chance);
  return { ...value, numbers: numbers.map((number, at) => (at === place ? changed : number)) };
}

const LARGER = [fraction(1), fraction(1, 3), fraction(1, 100_000)];

function otherNumber(number: Fraction, chance: Chance): Fraction {
  const ways = [
    () => plus(number, fraction(chance.pick([-1, 1]))),
    () => plus(number, fraction(1, chance.pick([7, 1000, 100_000]))),
    () => times(number, fraction(chance.pick([-1, 2, 10]))),
    () => fraction(number.above, number.below + 1n),
    () => (number.above === 0n ? fraction(1) : over(fraction(1), number)),
  ];
  return chance.pick(ways)();
}

/** A set has no order. */
function reordered(value: Value, chance: Chance): Value {
  return value.shape === "set" && chance.happens(0.5) ? { ...value, numbers: [...value.numbers].reverse() } : value;
}

function areEqual(a: Value, b: Value): boolean {
  if (a.closed[0] !== b.closed[0]) return false;
  if (a.shape !== "set") return a.numbers.every((number, place) => same(number, b.numbers[place]));
  const within = (numbers: readonly Fraction[], others: readonly Fraction[]): boolean => numbers.every((one) => others.some((other) => same(one, other)));
  return within(a.numbers, b.numbers) && within(b.numbers, a.numbers);
}

function isClose(a: Fraction, b: Fraction, close: number): boolean {
  return !same(a, b) && Math.abs(toNumber(a) - toNumber(b)) < close * Math.max(1, Math.abs(toNumber(a)));
}

function printed({ shape, numbers, closed }: Value, chance: Chance, decimals: boolean): string {
  const depth = shape === "number" ? chance.integer(0, 3) : chance.integer(0, 1);
  const parts = numbers.map((number) => printFraction(number, depth, { chance, decimals }));
  const list = parts.join(chance.pick([",", ", "]));
  if (shape === "number") return list;
  if (shape === "tuple") return chance.happens(0.5) ? `(${list})` : `\\left(${list}\\right)`;
  if (shape === "set") return chance.happens(0.5) ? `\\{${list}\\}` : `\\left\\{${list}\\right\\}`;
  if (shape === "interval") return `${closed[0] ? "[" : "("}${list}${closed[1] ? "]" : ")"}`;
  return `\\begin{pmatrix} ${parts[0]} & ${parts[1]} \\\\ ${parts[2]} & ${parts[3]} \\end{pmatrix}`;
}
