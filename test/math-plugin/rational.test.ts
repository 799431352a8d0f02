import { equalRationals, parseRational } from "@lode/math";
import { expect } from "chai";
import fc from "fast-check";

const integer = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const small = fc.integer({ min: -60, max: 60 });
const notZero = small.filter((number) => number !== 0);

describe("parseRational", () => {
  it("reads an integer however it is written", () => {
    fc.assert(
      fc.property(integer, fc.constantFrom(",", "{,}", "\\,", ",\\!"), fc.nat(3), (number, separator, zeros) => {
        const expected = { numerator: number, denominator: 1n };
        expect(parseRational(String(number))).to.deep.equal(expected);
        expect(parseRational(String(number).replace(/\B(?=(\d{3})+$)/g, separator))).to.deep.equal(expected);
        const decimal = parseRational(`${number}.${"0".repeat(zeros)}`);
        expect(decimal !== undefined && equalRationals(decimal, expected)).to.equal(true);
      }),
    );
  });

  it("reads a decimal as the fraction that it is", () => {
    fc.assert(
      fc.property(integer, fc.integer({ min: 1, max: 20 }), (number, places) => {
        const digits = String(number < 0n ? -number : number).padStart(places + 1, "0");
        const text = `${number < 0n ? "-" : ""}${digits.slice(0, -places)}.${digits.slice(-places)}`;
        expect(parseRational(text)).to.deep.equal({ numerator: number, denominator: 10n ** BigInt(places) });
      }),
    );
  });

  it("reads fractions in every notation as the same number", () => {
    fc.assert(
      fc.property(small, notZero, (a, b) => {
        for (const text of [`${a}/${b}`, `${a} / ${b}`, `\\frac{${a}}{${b}}`, `-\\frac{${-a}}{${b}}`, `+\\frac{ ${a} } { ${b} }`, `${a}.0/${b}`]) {
          const read = parseRational(text);
          expect(read !== undefined && read.numerator * BigInt(b) === read.denominator * BigInt(a), text).to.equal(true);
        }
      }),
    );
  });

  it("tells fractions apart exactly: they are equal only if their lowest terms are", () => {
    fc.assert(
      fc.property(small, notZero, small, notZero, (a, b, c, d) => {
        const [first, second] = [parseRational(`${a}/${b}`), parseRational(`\\frac{${c}}{${d}}`)];
        if (first === undefined || second === undefined) throw new Error("not read");
        expect(equalRationals(first, second)).to.equal(lowestTerms(a, b) === lowestTerms(c, d));
      }),
    );
  });

  const numbers: readonly (readonly [text: string, numerator: bigint, denominator: bigint])[] = [
    [".5", 5n, 10n],
    ["-.5", -5n, 10n],
    ["- 5", -5n, 1n],
    ["+5", 5n, 1n],
    ["5.", 5n, 1n],
    ["007", 7n, 1n],
    ["1,234.5", 12345n, 10n],
    ["\\frac12", 1n, 2n],
    ["-\\frac1{72}", -1n, 72n],
    ["\\frac{1}2", 1n, 2n],
  ];
  for (const [text, numerator, denominator] of numbers) it(`reads ${text}`, () => expect(parseRational(text)).to.deep.equal({ numerator, denominator }));

  const others = [
    "",
    " ",
    ".",
    "-",
    "+-5",
    "--5",
    "1 2",
    "1 000",
    "1,23",
    "12,34",
    "0,123",
    "1,2345",
    "1234,567",
    "1, 234",
    "1. 5",
    "1.2.3",
    "1e3",
    "0x1f",
    "x",
    "5x",
    "5%",
    "1/0",
    "0/0",
    "\\frac{1}{0}",
    "1/2/3",
  ];
  others.push("1+1", "(5)", "\\frac{1}{2}{3}", "\\frac{\\frac{1}{2}}{3}", "1\\frac{1}{2}", "\\frac{1/2}{3}", "\\frac112", "Infinity", "NaN", "\u0665", "2^3");
  for (const text of others) it(`takes ${JSON.stringify(text)} for no number`, () => expect(parseRational(text)).to.equal(undefined));
});

function lowestTerms(a: number, b: number): string {
  const divisor = (x: number, y: number): number => (y === 0 ? Math.abs(x) : divisor(y, x % y));
  const factor = divisor(a, b) * Math.sign(b);
  return `${a / factor + 0}/${b / factor}`;
}
