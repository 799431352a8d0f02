import type { Expression } from "@lode/arithmetic";
import fc from "fast-check";
import { joined } from "./parse-expression.js";

/** Any tree over one-digit numbers, without the task's limits. */
export const arbitraryExpression: fc.Arbitrary<Expression> = fc.letrec<{ tree: Expression; operand: number }>((tie) => ({
  operand: fc.integer({ min: 1, max: 9 }),
  tree: fc.oneof(
    { maxDepth: 5, depthSize: "large" },
    tie("operand"),
    fc
      .tuple(fc.constantFrom("+" as const, "-" as const, "*" as const), tie("tree"), tie("tree"))
      .map(([operator, left, right]) => joined(operator, left, right)),
  ),
})).tree;
