import { BudgetExceeded } from "../values/budget-exceeded.js";
import { ParseFailure } from "./parse-failure.js";
import { plainWord } from "./plain-word.js";
import { textTokens } from "./text-tokens.js";
import type { Token } from "./token.js";

/** How digits with separators are read. */
export interface NumberStyle {
  /** Whether `1,234` outside brackets is one number and not a list of two. */
  readonly groups: boolean;
  /** Whether `1 000` is one number, and `2,74` outside brackets a decimal fraction. */
  readonly foreign: boolean;
}

/** Splits an answer in its plain form. @throws {ParseFailure} for a sign that is none of mathematics @throws {BudgetExceeded} beyond 1,200 tokens */
export function tokenize(text: string, style: NumberStyle): readonly Token[] {
  const tokens: Token[] = [];
  let [place, depth, spaced] = [0, 0, false];
  while (place < text.length) {
    const spacing = matchAt(SPACING, text, place);
    if (spacing !== undefined) {
      place += spacing.length;
      spaced = true;
      continue;
    }
    const { length, found } = next(text, place, { ...style, top: depth === 0, after: tokens.at(-1)?.text.slice(-1) ?? "" });
    for (const token of found) {
      tokens.push({ ...token, spaced });
      spaced = false;
      depth += DEEPER[token.text] ?? 0;
    }
    place += length;
    if (tokens.length > MOST_TOKENS) throw new BudgetExceeded(`more than ${MOST_TOKENS} signs`);
  }
  return tokens;
}

type Piece = Pick<Token, "kind" | "text">;
interface Step {
  readonly length: number;
  readonly found: readonly Piece[];
}

/** What surrounds a sign: whether it stands outside brackets, and the last sign of the token before it. */
interface Surroundings extends NumberStyle {
  readonly top: boolean;
  readonly after: string;
}

function next(text: string, place: number, style: Surroundings): Step {
  const sign = text[place];
  if (sign === "\\") return command(text, place, style.after);
  if (isDigit(sign) || (sign === "." && isDigit(text.charAt(place + 1)))) return number(text, place, style);
  if (isLetter(sign)) {
    const word = matchAt(/[A-Za-z]+/y, text, place) ?? sign;
    return plainWord(word, { after: style.after, alone: place === 0 && word.length === text.length });
  }
  const mark = matchAt(MARK, text, place);
  if (mark === undefined) throw new ParseFailure(`the sign ${sign}`);
  return { length: mark.length, found: [{ kind: "mark", text: WRITTEN[mark] ?? mark }] };
}

function command(text: string, place: number, after: string): Step {
  if (text.startsWith("\\\\", place)) return { length: matchAt(ROW_BREAK, text, place)?.length ?? 2, found: [{ kind: "mark", text: "\\\\" }] };
  const environment = /\\(begin|end)\s*\{([a-zA-Z]+)\*?\}(?:\s*\{[lcr|\s]*\})?/y;
  environment.lastIndex = place;
  const match = environment.exec(text);
  if (match !== null) return { length: match[0].length, found: [{ kind: match[1] === "begin" ? "begin" : "end", text: match[2] }] };
  const name = matchAt(/[A-Za-z]+/y, text, place + 1);
  if (name === undefined) return escaped(text.charAt(place + 1));
  if (!WORDS.has(name)) return { length: name.length + 1, found: [{ kind: "command", text: SYNONYMS[name] ?? name }] };
  const content = /\s*\{([^{}]*)\}/y;
  content.lastIndex = place + 1 + name.length;
  const words = content.exec(text);
  if (words === null) return { length: name.length + 1, found: [] };
  return { length: 1 + name.length + words[0].length, found: textTokens(words[1], /[\d})]/.test(after)) };
}

function escaped(sign: string): Step {
  if (!"{}%|#&_".includes(sign) || sign === "") throw new ParseFailure(`the command \\${sign}`);
  return { length: 2, found: [{ kind: "mark", text: sign === "%" ? "%" : `\\${sign}` }] };
}

function number(text: string, place: number, surroundings: Surroundings): Step {
  for (const { pattern, when, digits } of NUMBERS) {
    const written = when(surroundings) ? matchAt(pattern, text, place) : undefined;
    if (written !== undefined) return { length: written.length, found: [{ kind: "number", text: digits(written) }] };
  }
  throw new ParseFailure("a number");
}

function matchAt(pattern: RegExp, text: string, place: number): string | undefined {
  pattern.lastIndex = place;
  return pattern.exec(text)?.[0];
}

function isDigit(sign: string): boolean {
  return sign >= "0" && sign <= "9" && sign.length === 1;
}

function isLetter(sign: string): boolean {
  return (sign >= "a" && sign <= "z") || (sign >= "A" && sign <= "Z");
}

const MOST_TOKENS = 1200;
const DEEPER: Readonly<Record<string, number>> = { "(": 1, "[": 1, "\\{": 1, ")": -1, "]": -1, "\\}": -1 };
const SPACING = /(?:\s|~|\\[,;:! ]|\\(?:quad|qquad|hspace\s*\{[^}]*\}|thinspace|nonumber|hfill)(?![A-Za-z]))+/y;
const ROW_BREAK = /\\\\(?:\[[^\]]*\])?/y;
const MARK = /<=|>=|!=|==|[-+*/^_=<>()[\]{}|!',;:%&?]/y;
const WRITTEN: Readonly<Record<string, string>> = { "==": "=" };
/** The ways to write a number, the first that fits counts. */
const NUMBERS: readonly { readonly pattern: RegExp; readonly when: (surroundings: Surroundings) => boolean; readonly digits: (written: string) => string }[] = [
  { pattern: /\d*\.\d*\\overline\s*\{\d+\}/y, when: () => true, digits: (written) => written.replace(/\\overline\s*\{/, "(").replace("}", "") },
  { pattern: /\d{1,3}(?:(?:,\\!\s*|\{,\}|\\,|\\!,)\d{3})+(?!\d)(?:\.\d+)?/y, when: () => true, digits: withoutSeparators },
  { pattern: /[1-9]\d{0,2}(?:,\d{3})+(?![\d,])(?:\.\d+)?/y, when: ({ groups, top }) => groups && top, digits: withoutSeparators },
  { pattern: /[1-9]\d{0,2}(?: \d{3})+(?![\d ])(?:\.\d+)?/y, when: ({ foreign, top }) => foreign && top, digits: withoutSeparators },
  { pattern: /(?:0,\d{2,}|[1-9]\d*,(?:\d{2}|\d{4,}))(?![\d,])/y, when: ({ foreign, top }) => foreign && top, digits: (written) => written.replace(",", ".") },
  { pattern: /\d+(?:\.\d+)?|\.\d+/y, when: () => true, digits: (written) => written },
];

function withoutSeparators(written: string): string {
  return written.replace(/[^\d.]/g, "");
}

const WORDS = new Set(["text", "mbox", "textbf", "textit", "textrm", "textnormal", "mathrm", "mathbf", "mathit", "mathsf", "operatorname", "emph", "rm", "bf"]);
const SYNONYMS: Readonly<Record<string, string>> = {
  le: "<=",
  leq: "<=",
  leqslant: "<=",
  ge: ">=",
  geq: ">=",
  geqslant: ">=",
  lt: "<",
  gt: ">",
  ne: "!=",
  neq: "!=",
  cdot: "*",
  times: "*",
  ast: "*",
  div: "/",
  lbrace: "{",
  rbrace: "}",
  lvert: "|",
  rvert: "|",
  vert: "|",
};
