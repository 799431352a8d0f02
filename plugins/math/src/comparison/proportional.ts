import type { Tree } from "../parsing/tree.js";
import { divide } from "../values/arithmetic.js";
import { evaluate } from "../values/evaluate.js";
import { letters } from "../values/letters.js";
import { POINTS } from "../values/point.js";
import { approximate, isExact, isReal, magnitude, type Approximation, type Value } from "../values/value.js";
import { closeness } from "./closeness.js";
import type { Context } from "./context.js";
import type { Outcome } from "./outcome.js";

/** Whether one expression is the other times a constant that is not 0, and positive if so asked. An expression that is 0 everywhere is unknown. */
export function proportional(gold: Tree, answer: Tree, sign: "any" | "positive", { work }: Context): Outcome {
  if (letters(gold).size === 0 || letters(answer).size === 0) return "unknown";
  const ratios: Value[] = [];
  for (let point = 0; point < POINTS; point++) {
    const place = { point, bound: new Map<string, never>(), work };
    const ratio = ratioOf(evaluate(gold, place), evaluate(answer, place));
    if (ratio === "different") return ratio;
    if (ratio !== undefined) ratios.push(ratio);
  }
  const wrong = ratios.find((ratio) => closeness(ratios[0], ratio) !== "equal");
  if (wrong !== undefined) return closeness(ratios[0], wrong);
  if (sign === "positive" && ratios.some((ratio) => !isPositive(approximate(ratio)))) return "different";
  return ratios.length >= FEWEST ? "equal" : "unknown";
}

/** The factor at a point; undefined where both are 0 or one has no value. */
function ratioOf(gold: Value | undefined, answer: Value | undefined): Value | "different" | undefined {
  if (gold === undefined || answer === undefined) return undefined;
  if (isZero(gold) !== isZero(answer)) return "different";
  return isZero(gold) ? undefined : divide(answer, gold);
}

function isPositive(ratio: Approximation): boolean {
  return isReal(ratio) && ratio.re > 0;
}

function isZero(value: Value): boolean {
  if (isExact(value)) return value.exact.numerator === 0n;
  return magnitude(value) <= 8 * value.error;
}

const FEWEST = 3;
