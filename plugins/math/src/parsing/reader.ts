import { BudgetExceeded } from "../values/budget-exceeded.js";
import type { Grammar } from "./grammar.js";
import { ParseFailure } from "./parse-failure.js";
import type { Token } from "./token.js";
import type { Tree } from "./tree.js";

/** The place in the tokens of an answer up to which it was read, and how deep in its brackets. */
export class Reader {
  private place = 0;
  private depth = 0;
  /** How many `|` are open, so that the next one closes. */
  openBars = 0;

  private readonly tokens: Token[];

  /** @param grammar the rules to go back to from a rule further down, as from what stands in brackets */
  constructor(
    tokens: readonly Token[],
    readonly grammar: Grammar<Reader>,
  ) {
    this.tokens = [...tokens];
  }

  peek(ahead = 0): Token | undefined {
    return this.tokens[this.place + ahead];
  }

  /** @throws {ParseFailure} at the end */
  take(): Token {
    const token = this.tokens[this.place++];
    if (token === undefined) throw new ParseFailure("the answer breaks off");
    return token;
  }

  isMark(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === "mark" && token.text === text;
  }

  /** A mark or a command of the synonyms that stand for marks. */
  isSign(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token !== undefined && (token.kind === "mark" || token.kind === "command") && token.text === text;
  }

  accept(text: string): boolean {
    if (!this.isSign(text)) return false;
    this.place++;
    return true;
  }

  /** @throws {ParseFailure} where something else stands */
  expect(text: string): void {
    if (!this.accept(text)) throw new ParseFailure(`${text} is missing`);
  }

  /** What stands in brackets, read as an answer of its own. @throws {BudgetExceeded} beyond a depth of 60 */
  inside(): Tree {
    return this.withBars(0, () => this.grammar.clauses(this));
  }

  /** What stands in a set or between bars, where the next `|` separates or closes. */
  insideBars(): Tree {
    return this.withBars(1, () => this.grammar.clauses(this));
  }

  /** @throws {BudgetExceeded} beyond a depth of 60 */
  deeper<T>(read: () => T): T {
    if (++this.depth > DEEPEST) throw new BudgetExceeded(`brackets deeper than ${DEEPEST}`);
    const result = read();
    this.depth--;
    return result;
  }

  /** The first digit of a number, as an argument without braces: `\frac12`. The other digits stay. */
  takeDigit(): Token {
    const token = this.take();
    const text = token.text;
    if (text.length === 1) return token;
    if (text.includes(".")) throw new ParseFailure("a decimal as an argument without braces");
    this.tokens[--this.place] = { ...token, text: text.slice(1), spaced: false };
    return { ...token, text: text[0] };
  }

  private withBars(open: number, read: () => Tree): Tree {
    const bars = this.openBars;
    this.openBars = open;
    const result = this.deeper(read);
    this.openBars = bars;
    return result;
  }

  get ended(): boolean {
    return this.place >= this.tokens.length;
  }
}

const DEEPEST = 60;
