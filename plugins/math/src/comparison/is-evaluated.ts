import type { Tree } from "../parsing/tree.js";

/** Whether an expression is a number as one writes a result: digits, a fraction of whole numbers, a mixed number, a power of ten times digits. */
export function isEvaluated(tree: Tree): boolean {
  switch (tree.type) {
    case "number":
      return true;
    case "negative":
      return isEvaluated(tree.of);
    case "quantity":
      return isEvaluated(tree.value);
    case "quotient":
      return isSigned(tree.above) && isSigned(tree.below);
    case "sum":
      return isMixed(tree.terms);
    default:
      return isScientific(tree);
  }
}

function isMixed([whole, fraction, ...more]: readonly Tree[]): boolean {
  return more.length === 0 && whole.type === "number" && fraction.type === "quotient" && isEvaluated(fraction);
}

function isScientific(tree: Tree): boolean {
  if (tree.type !== "product") return isPowerOfTen(tree);
  return tree.factors.length === 2 && isSigned(tree.factors[0]) && isPowerOfTen(tree.factors[1]);
}

function isSigned(tree: Tree): boolean {
  return tree.type === "number" || (tree.type === "negative" && isSigned(tree.of));
}

function isPowerOfTen(tree: Tree): boolean {
  return tree.type === "power" && tree.base.type === "number" && tree.base.value.numerator === 10n && isSigned(tree.exponent);
}
