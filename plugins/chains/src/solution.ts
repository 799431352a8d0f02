import type { RandomStream } from "@lode/core";
import { applyOperation } from "./apply-operation.js";
import type { Chain } from "./chain.js";
import type { SolutionOptions } from "./chains-options.js";

/**
 * A solution as a demonstration writes it: an operation a line, and the last result in a box. `index` is the draw's place, `random` its own stream. With slips
 * a line may have a wrong result, uniform among those that are wrong; the next line goes on from it, and the box is wrong.
 */
export function solution({ modulus, start, operations }: Chain, style: SolutionOptions, index: number, random: RandomStream): string {
  const lines: string[] = [];
  let value = start;
  operations.forEach((operation, line) => {
    const right = applyOperation(operation, value, modulus);
    const away = isWrong(style, index, line, random) ? 1 + Math.floor(random.at("slip", line).uniform() * (modulus - 1)) : 0;
    const result = (right + away) % modulus;
    if (isWritten(style, index, line, random)) lines.push(`${value}${operation.operator}${operation.operand}=${result}`);
    value = result;
  });
  return [...lines, `\\boxed{${value}}`].join("\n");
}

function isWrong(style: SolutionOptions, index: number, line: number, random: RandomStream): boolean {
  return style.style === "slips" && index >= style.after && random.uniform(line) < style.share;
}

function isWritten(style: SolutionOptions, index: number, line: number, random: RandomStream): boolean {
  return style.style !== "by-line" || index < style.after || random.uniform(line) < style.share;
}
