import type { Relation, Tree } from "../parsing/tree.js";
import { contains } from "../values/letters.js";
import { isLabel } from "./definition.js";

/** An end of an interval: where it is and whether it belongs to it. */
export interface End {
  readonly at: Tree;
  readonly closed: boolean;
}

export interface Interval {
  readonly low: End;
  readonly high: End;
}

/** A union of intervals, with the name of the number that lies in it where it was written as a condition. */
export interface RealSet {
  readonly intervals: readonly Interval[];
  readonly variable: Tree | undefined;
}

/** The set of real numbers that an interval, a union, a set, a condition or a list of alternatives describes; undefined where it describes none. */
export function realSet(tree: Tree): RealSet | undefined {
  switch (tree.type) {
    case "tuple":
      return interval(tree);
    case "set":
      return tree.items.every(isEnd) ? { intervals: tree.items.map(point), variable: undefined } : undefined;
    case "setOperation":
      return operation(tree.operation, tree.items);
    case "sum":
      return subtraction(tree.terms);
    case "builder":
      return realSet(tree.condition);
    case "relation":
      return condition(tree);
    case "list":
      return tree.either ? united(tree.items.map(realSet)) : undefined;
    default:
      return undefined;
  }
}

function interval({ items, open, close }: Tree & { readonly type: "tuple" }): RealSet | undefined {
  return items.length === 2 && items.every(isEnd) ? without(items[0], items[1], open === "[", close === "]") : undefined;
}

/** A set minus another, where a minus sign is written. */
function subtraction([from, taken, ...more]: readonly Tree[]): RealSet | undefined {
  return more.length === 0 && taken.type === "negative" ? operation("difference", [from, taken.of]) : undefined;
}

function without(low: Tree, high: Tree, closedLow: boolean, closedHigh: boolean): RealSet {
  return { intervals: [{ low: { at: low, closed: closedLow }, high: { at: high, closed: closedHigh } }], variable: undefined };
}

function operation(name: "union" | "intersection" | "difference", items: readonly Tree[]): RealSet | undefined {
  if (name === "union") return united(items.map(realSet));
  const [from, taken] = items;
  if (name !== "difference" || taken.type !== "set" || taken.items.length !== 1) return undefined;
  const set = realSet(from);
  if (set?.intervals.length !== 1) return undefined;
  const hole: End = { at: taken.items[0], closed: false };
  const [{ low, high }] = set.intervals;
  return {
    intervals: [
      { low, high: hole },
      { low: hole, high },
    ],
    variable: set.variable,
  };
}

function united(sets: readonly (RealSet | undefined)[]): RealSet | undefined {
  const found = sets.filter((set) => set !== undefined);
  if (found.length !== sets.length) return undefined;
  return { intervals: found.flatMap(({ intervals }) => intervals), variable: found.find(({ variable }) => variable !== undefined)?.variable };
}

function condition({ parts, operators }: Tree & { readonly type: "relation" }): RealSet | undefined {
  if (operators.length === 1) return single(parts[0], operators[0], parts[1]);
  const [low, variable, high] = parts;
  if (variable.type === "call" && variable.name === "abs") return bothSides(parts, operators, variable.parameters[0]);
  if (operators.length !== 2 || !isLabel(variable) || !isEnd(low) || !isEnd(high)) return undefined;
  if (operators.every((operator) => LESS.has(operator))) return { ...without(low, high, operators[0] === "<=", operators[1] === "<="), variable };
  if (operators.every((operator) => MORE.has(operator))) return { ...without(high, low, operators[1] === ">=", operators[0] === ">="), variable };
  return undefined;
}

/** a ≤ |x| ≤ b for positive numbers a and b: an interval on either side of 0. */
function bothSides([low, , high]: readonly Tree[], operators: readonly Relation[], variable: Tree): RealSet | undefined {
  if (operators.length !== 2 || !operators.every((operator) => LESS.has(operator)) || !isLabel(variable) || !isPositive(low) || !isPositive(high))
    return undefined;
  const [closedLow, closedHigh] = operators.map((operator) => operator === "<=");
  const minus = (of: Tree): Tree => ({ type: "negative", of });
  return united([{ ...without(minus(high), minus(low), closedHigh, closedLow), variable }, without(low, high, closedLow, closedHigh)]);
}

function isPositive(tree: Tree): boolean {
  return tree.type === "quotient" ? isPositive(tree.above) && isPositive(tree.below) : tree.type === "number" && tree.value.numerator > 0n;
}

function single(left: Tree, operator: Relation, right: Tree): RealSet | undefined {
  if (!isLabel(left)) return isLabel(right) && MIRRORED[operator] !== undefined ? single(right, MIRRORED[operator], left) : undefined;
  if (operator === "in") {
    const set = realSet(right);
    return set === undefined ? undefined : { ...set, variable: left };
  }
  const intervals = isEnd(right) ? beside(operator, right) : undefined;
  return intervals === undefined ? undefined : { intervals, variable: left };
}

/** The numbers that an operator puts on one side of another, or everywhere else. */
function beside(operator: Relation, at: Tree): readonly Interval[] | undefined {
  const end: End = { at, closed: operator === "<=" || operator === ">=" };
  switch (operator) {
    case "<":
    case "<=":
      return [{ low: LOWEST, high: end }];
    case ">":
    case ">=":
      return [{ low: end, high: HIGHEST }];
    case "=":
      return [point(at)];
    case "!=":
      return [
        { low: LOWEST, high: end },
        { low: end, high: HIGHEST },
      ];
    default:
      return undefined;
  }
}

function point(at: Tree): Interval {
  return { low: { at, closed: true }, high: { at, closed: true } };
}

/** Whether a tree can be a number on the line. */
function isEnd(tree: Tree): boolean {
  return !contains(tree, (part) => NO_NUMBER.has(part.type));
}

const INFINITY: Tree = { type: "symbol", name: "infinity" };
const HIGHEST: End = { at: INFINITY, closed: false };
const LOWEST: End = { at: { type: "negative", of: INFINITY }, closed: false };
const LESS: ReadonlySet<string> = new Set(["<", "<="]);
const MORE: ReadonlySet<string> = new Set([">", ">="]);
const MIRRORED: Partial<Record<Relation, Relation>> = { "<": ">", ">": "<", "<=": ">=", ">=": "<=", "!=": "!=" };
const NO_NUMBER: ReadonlySet<string> = new Set([
  "tuple",
  "set",
  "list",
  "relation",
  "setOperation",
  "builder",
  "matrix",
  "text",
  "plusMinus",
  "based",
  "ratio",
]);
