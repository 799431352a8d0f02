import { expect } from "chai";

/** The value of a written chain, in whole numbers of any size, with one modulus at the end: a calculation of another kind than the data set's. */
export function evaluateChain(text: string): number {
  const [start, rest] = text.split(";");
  const [operations, modulus] = rest.split("%");
  expect(text).to.match(/^\d+;([+*-]\d+)+%\d+$/);
  const nested = (operations.match(/[+*-]\d+/g) ?? []).reduce((value, operation) => applied(value, operation), BigInt(start));
  return Number(((nested % BigInt(modulus)) + BigInt(modulus)) % BigInt(modulus));
}

function applied(value: bigint, operation: string): bigint {
  const operand = BigInt(operation.slice(1));
  if (operation.startsWith("*")) return value * operand;
  return operation.startsWith("+") ? value + operand : value - operand;
}
