import { hash } from "./point.js";
import { approximate, isExact, type Value } from "./value.js";

/** A fixed pseudo-random value for an operation that is not known, by its name and arguments: equal for equal arguments, else most likely not. */
export function opaque(name: string, values: readonly Value[]): Value {
  const key = [name, ...values.map(written)].join(" ");
  return { exact: { numerator: BigInt(1 + (hash(key, 0) % 9973)), denominator: BigInt(OPAQUE[hash(key, 1) % OPAQUE.length]) } };
}

/** Nine digits of an approximation, so that rounding does not tell equal arguments apart. */
function written(value: Value): string {
  if (isExact(value)) return `${value.exact.numerator.toString(36)}/${value.exact.denominator.toString(36)}`;
  const { re, im, error } = approximate(value);
  return [re, im].map((part) => (Math.abs(part) <= 4 * error ? "0" : part.toPrecision(9))).join("+");
}

const OPAQUE = [4093, 4091, 4079, 4073];
