import type { Operation } from "./operation.js";
import type { Shape } from "./shape.js";
import type { Work } from "./program.js";
import type { Value } from "./value.js";

/**
 * What must be computed so that every value that is held, or that operations of `readers` read, gets its numbers. The operations stand in the order
 * of their recording.
 */
export function workOf(waiting: readonly Operation[], readers: readonly Operation[] = []): Work {
  const read = new Set(readers.flatMap(({ inputs }) => inputs));
  const wanted = new Set<Value>();
  const targets: Value[] = [];
  const operations: Operation[] = [];
  for (let place = waiting.length - 1; place >= 0; place--) {
    const operation = waiting[place];
    const held = operation.outputs.filter((output) => output.references > 0 || output.asked > 0 || read.has(output));
    targets.push(...held);
    if (held.length === 0 && !operation.outputs.some((output) => wanted.has(output))) continue;
    for (const input of operation.inputs) wanted.add(input);
    operations.push(operation);
  }
  operations.reverse();
  return { operations, leaves: leavesOf(operations), targets };
}

/** Inputs that have their numbers, each once. */
function leavesOf(operations: readonly Operation[]): Work["leaves"] {
  const shapes = new Map<Value, Shape>();
  for (const { inputs, shapes: read } of operations) {
    inputs.forEach((value, place) => {
      if (!value.waits && !shapes.has(value)) shapes.set(value, read[place]);
    });
  }
  return Array.from(shapes, ([value, shape]) => ({ value, shape }));
}
