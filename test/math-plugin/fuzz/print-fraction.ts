import type { Chance } from "./chance.js";
import { fraction, minus, over, times, type Fraction } from "./fraction.js";

/** What a number may be written as. */
export interface Spelling {
  readonly chance: Chance;
  /** Decimals are compared up to a rounding: they are left out where values are close. */
  readonly decimals: boolean;
}

/** How tightly a text holds together. */
enum Bond {
  Sum,
  Product,
  Atom,
}

interface Printed {
  readonly text: string;
  readonly bond: Bond;
}

/** A number written as an expression of some depth that has exactly this value. */
export function printFraction(value: Fraction, depth: number, spelling: Spelling): string {
  return expression(value, depth, spelling).text;
}

function expression(value: Fraction, depth: number, spelling: Spelling): Printed {
  if (depth === 0) return number(value, spelling);
  const { chance } = spelling;
  const makers = [sum, difference, product, quotient, ...(value.above >= 0n ? [root] : []), ...(value.above === 0n ? [] : [inverse])];
  return chance.pick(makers)(value, depth - 1, spelling);
}

type Maker = (value: Fraction, depth: number, spelling: Spelling) => Printed;

const sum: Maker = (value, depth, spelling) => {
  const part = small(spelling.chance);
  return {
    text: `${expression(minus(value, part), depth, spelling).text} + ${held(expression(part, depth, spelling), Bond.Product, spelling)}`,
    bond: Bond.Sum,
  };
};

const difference: Maker = (value, depth, spelling) => {
  const part = small(spelling.chance);
  const whole = minus(value, fraction(-part.above, part.below));
  return { text: `${expression(whole, depth, spelling).text} - ${held(expression(part, depth, spelling), Bond.Product, spelling)}`, bond: Bond.Sum };
};

const product: Maker = (value, depth, spelling) => {
  const part = nonzero(spelling.chance);
  const sign = spelling.chance.pick([" \\cdot ", " \\times ", "*"]);
  const [left, right] = [expression(over(value, part), depth, spelling), expression(part, depth, spelling)];
  return { text: `${held(left, Bond.Product, spelling)}${sign}${held(right, Bond.Atom, spelling)}`, bond: Bond.Product };
};

const quotient: Maker = (value, depth, spelling) => {
  const part = nonzero(spelling.chance);
  const [above, below] = [expression(times(value, part), depth, spelling), expression(part, depth, spelling)];
  if (spelling.chance.happens(0.7)) return { text: `\\frac{${above.text}}{${below.text}}`, bond: Bond.Atom };
  return { text: `${held(above, Bond.Product, spelling)}/${held(below, Bond.Atom, spelling)}`, bond: Bond.Product };
};

const root: Maker = (value, depth, spelling) => {
  const cube = spelling.chance.happens(0.3);
  const power = cube ? times(times(value, value), value) : times(value, value);
  return { text: `\\sqrt${cube ? "[3]" : ""}{${expression(power, depth, spelling).text}}`, bond: Bond.Atom };
};

const inverse: Maker = (value, depth, spelling) => ({
  text: `${held(expression(over(fraction(1), value), depth, spelling), Bond.Atom, spelling, true)}^{-1}`,
  bond: Bond.Product,
});

/** In parentheses where it holds less tightly than asked. */
function held({ text, bond }: Printed, wanted: Bond, { chance }: Spelling, always = false): string {
  if (bond >= wanted && !always) return text;
  return chance.happens(0.5) ? `\\left(${text}\\right)` : `(${text})`;
}

function number(value: Fraction, { chance, decimals }: Spelling): Printed {
  const isNegative = value.above < 0n;
  const size = isNegative ? fraction(-value.above, value.below) : value;
  const { text, bond } = positive(size, chance, decimals && chance.happens(0.3));
  return isNegative ? { text: `-${text}`, bond: Bond.Sum } : { text, bond };
}

function positive(value: Fraction, chance: Chance, asDecimal: boolean): Printed {
  const decimal = asDecimal ? decimalOf(value) : undefined;
  if (decimal !== undefined) return { text: decimal + (chance.happens(0.2) ? "0" : ""), bond: Bond.Atom };
  if (value.below === 1n) return { text: String(value.above), bond: Bond.Atom };
  const factor = chance.happens(0.3) ? BigInt(chance.integer(2, 5)) : 1n;
  const [above, below] = [value.above * factor, value.below * factor];
  if (chance.happens(0.25)) return { text: `${above}/${below}`, bond: Bond.Product };
  return { text: `\\${chance.pick(["frac", "dfrac", "tfrac"])}{${above}}{${below}}`, bond: Bond.Atom };
}

/** Of a value from 0, with at most six places; undefined where that is not the whole value. */
function decimalOf({ above, below }: Fraction): string | undefined {
  for (let places = 1; places <= 6; places++) {
    const scale = 10n ** BigInt(places);
    if ((above * scale) % below !== 0n) continue;
    const digits = String((above * scale) / below).padStart(places + 1, "0");
    return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  }
  return undefined;
}

function small(chance: Chance): Fraction {
  return fraction(chance.integer(-40, 40), chance.pick([1, 1, 1, 2, 3, 4, 7, 10]));
}

function nonzero(chance: Chance): Fraction {
  return fraction(chance.integer(1, 12) * chance.pick([1, 1, 1, -1]), chance.pick([1, 1, 2, 3, 5]));
}
