import { applyOperation, type Operation } from "@lode/chains";

/**
 * The first line of a worked chain that is wrong, from 0: its result, or what it starts from. Undefined where none is, or where the text is not one line for
 * each operation of the problem, in their order.
 */
export function firstWrongStep(problem: string, text: string): number | undefined {
  const [start, written, modulus] = problem.split(/[;%]/);
  const operations = (written.match(/[+*-]\d+/g) ?? []).map((each) => ({ operator: each[0], operand: Number(each.slice(1)) }) as Operation);
  const lines = text.split("\n").slice(0, -1);
  if (lines.length !== operations.length) return undefined;
  let value = Number(start);
  let found: number | undefined;
  for (const [place, { operator, operand }] of operations.entries()) {
    const [, from, operation, to] = /^(\d+)([+*-]\d+)=(\d+)$/.exec(lines[place]) ?? [];
    if (operation !== `${operator}${operand}`) return undefined;
    const right = Number(from) === value && Number(to) === applyOperation({ operator, operand }, value, Number(modulus));
    if (!right) found ??= place;
    value = Number(to);
  }
  return found;
}
