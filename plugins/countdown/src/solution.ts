import type { SolutionOptions } from "./countdown-options.js";
import { reductions } from "./reductions.js";
import { sampleExpression } from "./sample-expression.js";
import type { Task } from "./sample-task.js";

/**
 * A solution as a demonstration writes it: expressions that miss the target, each worked out on a line of its own, the one that reaches it, and that one in a
 * box; or the box alone. `index` is the draw's place, `next` gives uniform numbers in [0,1).
 */
export function solution(task: Task, style: SolutionOptions, index: number, next: () => number): string {
  const box = `\\boxed{${task.lines[0]}}`;
  if (style.style === "terse" || (style.style === "mixed" && index >= style.after && next() >= style.share)) return box;
  return [...failures(task, Math.floor(next() * (style.attempts + 1)), next), task.lines.join("="), box].join("\n");
}

/** Different expressions over the task's numbers that miss its target. */
function failures({ numbers, target }: Task, count: number, next: () => number): readonly string[] {
  const found = new Set<string>();
  for (let trial = 0; found.size < count && trial < MOST_TRIALS; trial++) {
    const lines = reductions(sampleExpression(numbers, next));
    if (lines !== undefined && lines.at(-1) !== String(target)) found.add(lines.join("="));
  }
  return [...found];
}

/** Some numbers have few expressions that are allowed. */
const MOST_TRIALS = 200;
