import type { Tree } from "../parsing/tree.js";
import { evaluate } from "../values/evaluate.js";
import { contains } from "../values/letters.js";
import { POINTS } from "../values/point.js";
import { approximate, isReal, type Value } from "../values/value.js";
import { closeness } from "./closeness.js";
import type { Context } from "./context.js";
import { all, type Outcome } from "./outcome.js";
import { sameDecimals } from "./same-decimals.js";

/**
 * Two expressions with letters, at fixed pseudo-random points. √(1/n) and 1/√n are the same for every positive n and differ by a sign
 * for others, where both leave the real numbers: such points do not count. √(x²) and x differ where both are real: they do. An answer
 * without a value where the gold has one is another.
 */
export function compareOpen(gold: Tree, answer: Tree, { work }: Context): Outcome {
  const has = (test: (tree: Tree) => boolean) => contains(gold, test) || contains(answer, test);
  const [imaginary, decimals] = [has(isImaginary), has(isDecimal)];
  const found: Record<Kind, Outcome[]> = { counts: [], elsewhere: [], missing: [], none: [] };
  for (let point = 0; point < POINTS; point++) {
    const place = { point, bound: new Map<string, never>(), work };
    const [a, b] = [evaluate(gold, place), evaluate(answer, place)];
    const kind = kindOf(a, b, imaginary);
    const outcome = outcomeOf(a, b, decimals);
    if (kind === "counts" && outcome === "different") return outcome;
    found[kind].push(outcome);
  }
  return summary(found);
}

function summary({ counts, elsewhere, missing }: Readonly<Record<Kind, readonly Outcome[]>>): Outcome {
  if (counts.length >= FEWEST) return all(counts);
  if (counts.length + elsewhere.length >= FEWEST) return all([...counts, ...elsewhere]);
  return missing.length >= FEWEST ? "different" : "unknown";
}

/** Rounded coefficients leave it open whether the expressions are the same. */
function outcomeOf(gold: Value | undefined, answer: Value | undefined, decimals: boolean): Outcome {
  if (gold === undefined || answer === undefined) return "different";
  const outcome = closeness(gold, answer);
  return outcome === "different" && decimals && sameDecimals(gold, answer) ? "unknown" : outcome;
}

/** Whether a point counts, lies outside the real numbers, has a value for the gold only, or none for it. */
type Kind = "counts" | "elsewhere" | "missing" | "none";

function kindOf(gold: Value | undefined, answer: Value | undefined, imaginary: boolean): Kind {
  if (gold === undefined) return "none";
  if (answer === undefined) return "missing";
  return imaginary || (isReal(approximate(gold)) && isReal(approximate(answer))) ? "counts" : "elsewhere";
}

const isDecimal = (tree: Tree) => tree.type === "number" && tree.decimals > 0;
const isImaginary = (tree: Tree) => tree.type === "symbol" && tree.name === "i";
/** Points at which both expressions must have a value. */
const FEWEST = 3;
