import type { Tree } from "../parsing/tree.js";
import { written } from "../parsing/written.js";
import { evaluate } from "../values/evaluate.js";
import { letters } from "../values/letters.js";
import { approximate, isReal } from "../values/value.js";
import type { Context, Rule } from "./context.js";
import { all, type Outcome } from "./outcome.js";
import { realSet, type End, type Interval, type RealSet } from "./real-set.js";

/** Intervals, their unions and conditions on one number (`[1, 2]`, `1 \le x \le 2`): as sets, end by end. */
export const compareRealSets: Rule = (gold, answer, context) => {
  if (!isEvident(gold) && !isEvident(answer)) return undefined;
  const [left, right] = [realSet(gold), realSet(answer)];
  if (left === undefined) return undefined;
  if (right === undefined) return isUnsolved(left, answer, context) ? "different" : undefined;
  return isOfOthers(left.variable, right.variable) ? "different" : endwise(normal(left, context), normal(right, context), context);
};

/** Whether two conditions are on different numbers. */
function isOfOthers(gold: Tree | undefined, answer: Tree | undefined): boolean {
  return gold !== undefined && answer !== undefined && written(gold) !== written(answer);
}

function endwise(gold: readonly Interval[], answer: readonly Interval[], context: Context): Outcome {
  if (gold.length !== answer.length) return "different";
  return all(gold.flatMap(({ low, high }, place) => [ends(low, answer[place].low, context), ends(high, answer[place].high, context)]));
}

/** A strict reader wants a solution for a solution: `2x < 6` is what the problem says, not its answer. */
function isUnsolved({ intervals }: RealSet, answer: Tree, { lenient }: Context): boolean {
  return !lenient && answer.type === "relation" && intervals.every(({ low, high }) => letters(low.at).size + letters(high.at).size === 0);
}

/** Whether a tree can mean nothing but a set of numbers; a pair in round brackets may be a point. */
function isEvident(tree: Tree): boolean {
  switch (tree.type) {
    case "setOperation":
    case "builder":
      return true;
    case "sum":
      return tree.terms.length === 2 && isEvident(tree.terms[0]);
    case "tuple":
      return tree.items.length === 2 && (tree.open === "[") !== (tree.close === "]");
    case "relation":
      return tree.operators.some((operator) => operator !== "=" && operator !== "approximately" && operator !== "equivalent");
    case "list":
      return tree.either && tree.items.some(isEvident);
    default:
      return false;
  }
}

function ends(gold: End, answer: End, context: Context): Outcome {
  return gold.closed === answer.closed ? context.compare(gold.at, answer.at) : "different";
}

interface Placed {
  readonly interval: Interval;
  readonly low: number;
  readonly high: number;
}

/** In ascending order, with intervals that touch or overlap made one. With letters in its ends a set stays as it was written. */
function normal({ intervals }: RealSet, context: Context): readonly Interval[] {
  if (intervals.length < 2) return intervals;
  const placed = intervals.flatMap((interval): readonly Placed[] => {
    const [low, high] = [position(interval.low.at, context), position(interval.high.at, context)];
    return low === undefined || high === undefined ? [] : [{ interval, low, high }];
  });
  if (placed.length < intervals.length) return intervals;
  placed.sort((a, b) => a.low - b.low || Number(b.interval.low.closed) - Number(a.interval.low.closed));
  return placed.reduce<readonly Placed[]>(withNext, []).map(({ interval }) => interval);
}

function withNext(before: readonly Placed[], next: Placed): readonly Placed[] {
  const last = before.at(-1);
  if (last === undefined || isApart(last, next)) return [...before, next];
  const reachesFurther = next.high > last.high || (next.high === last.high && next.interval.high.closed);
  if (!reachesFurther) return before;
  return [...before.slice(0, -1), { interval: { low: last.interval.low, high: next.interval.high }, low: last.low, high: next.high }];
}

function isApart(last: Placed, next: Placed): boolean {
  return next.low > last.high || (next.low === last.high && !last.interval.high.closed && !next.interval.low.closed);
}

function position(tree: Tree, { work }: Context): number | undefined {
  if (tree.type === "symbol" && tree.name === "infinity") return Infinity;
  if (tree.type === "negative" && tree.of.type === "symbol" && tree.of.name === "infinity") return -Infinity;
  if (letters(tree).size > 0) return undefined;
  const value = evaluate(tree, { point: 0, bound: new Map<string, never>(), work });
  return value !== undefined && isReal(approximate(value)) ? approximate(value).re : undefined;
}
