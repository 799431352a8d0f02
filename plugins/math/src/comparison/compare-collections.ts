import type { Tree } from "../parsing/tree.js";
import { written } from "../parsing/written.js";
import { BudgetExceeded } from "../values/budget-exceeded.js";
import type { Context, Rule } from "./context.js";
import { definition } from "./definition.js";
import { expandPlusMinus } from "./expand-plus-minus.js";
import { all, type Outcome } from "./outcome.js";

/**
 * Sets, lists and what ± stands for: the same things as often, in any order. Where the gold gives several things different names
 * (`p = 3, q = 4`) values without names must stand in its order. Never the same as a single thing.
 */
export const compareCollections: Rule = (gold, answer, context) => {
  const [left, right] = [members(gold), members(answer)];
  if (left === undefined && right === undefined) return undefined;
  if (left !== undefined && right !== undefined) return context.lenient ? memberwise(once(left), once(right), context) : memberwise(left, right, context);
  if (!context.lenient) return "different";
  return tupleAndList(gold, answer, context) ?? singleton(gold, answer, context) ?? "different";
};

function members(tree: Tree): readonly Tree[] | undefined {
  if (tree.type === "list" || tree.type === "set") return tree.items.flatMap((item) => expandPlusMinus(item) ?? [item]);
  return expandPlusMinus(tree);
}

/** A solution that is named twice is no other solution. Numbers are left: they may be the parts of something. */
function once(items: readonly Tree[]): readonly Tree[] {
  const names = items.map((item) => (item.type === "tuple" ? written(item) : undefined));
  return items.filter((_, place) => names[place] === undefined || names.indexOf(names[place]) === place);
}

function memberwise(gold: readonly Tree[], answer: readonly Tree[], context: Context): Outcome {
  if (gold.length !== answer.length) return "different";
  const [names, others] = [differentNames(gold, context), differentNames(answer, context)];
  const ordered = (names && !others) || (others && !names && !context.lenient);
  if (ordered) return all(gold.map((item, place) => context.compare(item, answer[place])));
  if (gold.length > MOST) throw new BudgetExceeded(`more than ${MOST} things in any order`);
  return matched(gold, answer, context);
}

/** Each gold member takes the first that is equal to it: being equal is transitive, so that no other choice could do better. */
function matched(gold: readonly Tree[], answer: readonly Tree[], context: Context): Outcome {
  const free = [...answer];
  let unknown = false;
  for (const item of gold) {
    const outcomes = free.map((other) => context.compare(item, other));
    const place = outcomes.indexOf("equal");
    if (place >= 0) free.splice(place, 1);
    else if (outcomes.includes("unknown")) unknown = true;
    else return "different";
  }
  return unknown ? "unknown" : "equal";
}

function differentNames(items: readonly Tree[], context: Context): boolean {
  const names = items.flatMap((item) => {
    const inner = item.type === "list" ? item.items : [item];
    return inner.map((part) => definition(part, context)?.label);
  });
  if (names.includes(undefined)) return false;
  return new Set(names.map((name) => (name === undefined ? "" : written(name)))).size > 1;
}

/** `(1, 3)` for `1, 3`: in that order. */
function tupleAndList(gold: Tree, answer: Tree, context: Context): Outcome | undefined {
  const [left, right] = [sequence(gold), sequence(answer)];
  if (left === undefined || right === undefined) return undefined;
  return left.length === right.length ? all(left.map((item, place) => context.compare(item, right[place]))) : "different";
}

function sequence(tree: Tree): readonly Tree[] | undefined {
  if (tree.type === "list") return tree.items;
  return tree.type === "tuple" && tree.open === "(" && tree.close === ")" ? tree.items : undefined;
}

function singleton(gold: Tree, answer: Tree, context: Context): Outcome | undefined {
  const [left, right] = [only(gold), only(answer)];
  return left === gold && right === answer ? undefined : context.compare(left, right);
}

function only(tree: Tree): Tree {
  return tree.type === "set" && tree.items.length === 1 ? tree.items[0] : tree;
}

const MOST = 60;
