import { chainText } from "./chain-text.js";
import type { Chain, Operation } from "./chain.js";

/**
 * What all orders of the same neighbouring operations have in common: sums and differences that follow one another are sorted, and so are products that do.
 * `4;+3-5*2%7` and `4;-5+3*2%7` have one form.
 */
export function canonicalForm(chain: Chain): string {
  const runs: Operation[][] = [];
  for (const operation of chain.operations) {
    const run = runs.at(-1);
    if (run !== undefined && isProduct(run[0]) === isProduct(operation)) run.push(operation);
    else runs.push([operation]);
  }
  return chainText({ ...chain, operations: runs.flatMap((run) => run.sort(inOrder)) });
}

function isProduct({ operator }: Operation): boolean {
  return operator === "*";
}

function inOrder(a: Operation, b: Operation): number {
  return a.operator === b.operator ? a.operand - b.operand : a.operator < b.operator ? -1 : 1;
}
