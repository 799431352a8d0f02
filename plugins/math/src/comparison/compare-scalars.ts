import type { Tree } from "../parsing/tree.js";
import { letters } from "../values/letters.js";
import { compareClosed } from "./compare-closed.js";
import { compareOpen } from "./compare-open.js";
import type { Context } from "./context.js";
import { isEvaluated } from "./is-evaluated.js";
import type { Outcome } from "./outcome.js";

/**
 * Two expressions with numbers as values: by that value, or at fixed pseudo-random points where they have letters. A strict reader wants
 * a number for a number: `12 + 7` is what the problem says, not its answer.
 */
export function compareScalars(gold: Tree, answer: Tree, context: Context): Outcome {
  const [limit, other] = [infinite(gold), infinite(answer)];
  if (limit !== 0 || other !== 0) return limit === other ? "equal" : "different";
  if (!context.lenient && isEvaluated(gold) && !isEvaluated(answer)) return "different";
  return letters(gold).size + letters(answer).size > 0 ? compareOpen(gold, answer, context) : compareClosed(gold, answer, context);
}

function infinite(tree: Tree): -1 | 0 | 1 {
  if (tree.type === "negative") return infinite(tree.of) === 1 ? -1 : 0;
  return tree.type === "symbol" && tree.name === "infinity" ? 1 : 0;
}
