import type { Expression, Operator } from "./expression.js";

/**
 * Reads an expression of whole numbers, + - * / and brackets, * and / first and then from left to right. Undefined for anything else: signs, decimals, powers,
 * a product without its sign, an equation. Spaces count only where they part two digits, which is no expression.
 */
export function parseExpression(text: string): Expression | undefined {
  if (text.length > LONGEST) return undefined;
  const tokens = text.match(/\d+|\S/g) ?? [];
  const reader = { tokens, place: 0 };
  const expression = sum(reader);
  return reader.place === tokens.length ? expression : undefined;
}

/** Characters; it bounds the depth of brackets too. */
const LONGEST = 200;

interface Reader {
  readonly tokens: readonly string[];
  place: number;
}

type Part = (reader: Reader) => Expression | undefined;

const sum: Part = (reader) => leftToRight(reader, ["+", "-"], product);
const product: Part = (reader) => leftToRight(reader, ["*", "/"], operand);

function leftToRight(reader: Reader, operators: readonly string[], part: Part): Expression | undefined {
  let left = part(reader);
  while (left !== undefined && operators.includes(reader.tokens[reader.place])) {
    const operator = reader.tokens[reader.place++] as Operator;
    const right = part(reader);
    left = right === undefined ? undefined : { operator, left, right };
  }
  return left;
}

function operand(reader: Reader): Expression | undefined {
  const token = reader.tokens[reader.place++];
  if (token === "(") {
    const inner = sum(reader);
    return reader.tokens[reader.place++] === ")" ? inner : undefined;
  }
  return /^\d{1,9}$/.test(token) ? Number(token) : undefined;
}
