import { reductions } from "./reductions.js";
import { sampleExpression } from "./sample-expression.js";

/** Numbers, a target, and one way to reach it. */
export interface Task {
  readonly numbers: readonly number[];
  readonly target: number;
  /** An expression over all of the numbers, and its reductions down to the target. */
  readonly lines: readonly string[];
}

/**
 * One attempt at a task of `count` numbers from 1 to 9. Undefined where the expression that was drawn breaks a rule (see `operate`), or where one of the numbers
 * is the target already.
 */
export function sampleTask(count: number, next: () => number): Task | undefined {
  const numbers = Array.from({ length: count }, () => 1 + Math.floor(next() * 9));
  const lines = reductions(sampleExpression(numbers, next));
  if (lines === undefined) return undefined;
  const target = Number(lines.at(-1));
  return numbers.includes(target) ? undefined : { numbers, target, lines };
}

/** What the ways to put the same task have in common: the order of the numbers does not count. */
export function taskForm({ numbers, target }: Pick<Task, "numbers" | "target">): string {
  return `${[...numbers].sort((a, b) => a - b).join(" ")}=${target}`;
}
