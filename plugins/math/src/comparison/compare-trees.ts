import type { Tree } from "../parsing/tree.js";
import { BudgetExceeded } from "../values/budget-exceeded.js";
import { compareBased } from "./compare-based.js";
import { compareCollections } from "./compare-collections.js";
import { compareMatrices } from "./compare-matrices.js";
import { compareQuantities } from "./compare-quantities.js";
import { compareRatios } from "./compare-ratios.js";
import { compareRealSets } from "./compare-real-sets.js";
import { compareRelations } from "./compare-relations.js";
import { compareScalars } from "./compare-scalars.js";
import { compareTuples } from "./compare-tuples.js";
import { compareWords } from "./compare-words.js";
import type { Context, Rule } from "./context.js";
import type { Outcome } from "./outcome.js";

/** Whether two answers are the same, by the first rule that applies to their kinds. @throws {BudgetExceeded} */
export function compareTrees(gold: Tree, answer: Tree, settings: Pick<Context, "lenient" | "work">): Outcome {
  const context: Context = { ...settings, compare: (left, right) => compareWith(left, right, context) };
  return context.compare(gold, answer);
}

function compareWith(gold: Tree, answer: Tree, context: Context): Outcome {
  context.work.left -= WORK;
  if (context.work.left < 0) throw new BudgetExceeded("too much work for one answer");
  for (const rule of RULES) {
    const outcome = rule(gold, answer, context);
    if (outcome !== undefined) return outcome;
  }
  return SCALAR.has(gold.type) && SCALAR.has(answer.type) ? compareScalars(gold, answer, context) : "different";
}

/** What a comparison costs in steps of evaluation. */
const WORK = 10;

const RULES: readonly Rule[] = [
  compareWords,
  compareBased,
  compareRealSets,
  compareCollections,
  compareRelations,
  compareTuples,
  compareMatrices,
  compareQuantities,
  compareRatios,
];

const SCALAR: ReadonlySet<string> = new Set(["number", "symbol", "sum", "product", "quotient", "negative", "power", "call", "quantity", "ratio"]);
