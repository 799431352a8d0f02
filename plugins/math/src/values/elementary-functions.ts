import { NotDefined } from "./not-defined.js";
import { EPSILON, isReal, type Approximation } from "./value.js";

interface Complex {
  readonly re: number;
  readonly im: number;
}

/** A function of a complex number, with the size of its derivative to carry an error over. */
interface Elementary {
  readonly of: (z: Complex) => Complex;
  readonly slope: (z: Complex, value: Complex) => number;
}

/** The value of an elementary function by its name; undefined for other names. @throws {NotDefined} where the function has none */
export function elementary(name: string, argument: Approximation): Approximation | undefined {
  if (!Object.hasOwn(FUNCTIONS, name)) return undefined;
  const { of, slope } = FUNCTIONS[name];
  const z = isReal(argument) ? { re: argument.re, im: 0 } : argument;
  const value = of(z);
  const size = Math.hypot(value.re, value.im);
  const error = argument.error * slope(z, value) + 4 * EPSILON * Math.max(size, name.startsWith("arc") ? 1 : 0);
  if (!Number.isFinite(value.re) || !Number.isFinite(value.im) || !Number.isFinite(error)) throw new NotDefined();
  return { ...value, error, coarse: argument.coarse };
}

const I: Complex = { re: 0, im: 1 };
const ONE: Complex = { re: 1, im: 0 };
const size = ({ re, im }: Complex) => Math.hypot(re, im);
const plus = (a: Complex, b: Complex): Complex => ({ re: a.re + b.re, im: a.im + b.im });
const times = (a: Complex, b: Complex): Complex => ({ re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re });
const minus = (a: Complex): Complex => ({ re: -a.re, im: -a.im });

function over(a: Complex, b: Complex): Complex {
  const square = b.re * b.re + b.im * b.im;
  if (square < 1e-28) throw new NotDefined();
  return { re: (a.re * b.re + a.im * b.im) / square, im: (a.im * b.re - a.re * b.im) / square };
}

function sine({ re, im }: Complex): Complex {
  return im === 0 ? { re: Math.sin(re), im: 0 } : { re: Math.sin(re) * Math.cosh(im), im: Math.cos(re) * Math.sinh(im) };
}

function cosine({ re, im }: Complex): Complex {
  return im === 0 ? { re: Math.cos(re), im: 0 } : { re: Math.cos(re) * Math.cosh(im), im: -Math.sin(re) * Math.sinh(im) };
}

function exponential({ re, im }: Complex): Complex {
  const length = Math.exp(re);
  return im === 0 ? { re: length, im: 0 } : { re: length * Math.cos(im), im: length * Math.sin(im) };
}

function logarithm(z: Complex): Complex {
  if (size(z) === 0) throw new NotDefined();
  return { re: Math.log(size(z)), im: Math.atan2(z.im, z.re) };
}

function squareRoot({ re, im }: Complex): Complex {
  if (im === 0) return re >= 0 ? { re: Math.sqrt(re), im: 0 } : { re: 0, im: Math.sqrt(-re) };
  const length = Math.sqrt(Math.hypot(re, im));
  const angle = Math.atan2(im, re) / 2;
  return { re: length * Math.cos(angle), im: length * Math.sin(angle) };
}

/** -i · log(iz + √(1 - z²)) */
function arcsine(z: Complex): Complex {
  if (z.im === 0 && Math.abs(z.re) <= 1) return { re: Math.asin(z.re), im: 0 };
  return times(minus(I), logarithm(plus(times(I, z), squareRoot(plus(ONE, minus(times(z, z)))))));
}

function arctangent(z: Complex): Complex {
  if (z.im === 0) return { re: Math.atan(z.re), im: 0 };
  const half = over(logarithm(over(plus(ONE, times(I, z)), plus(ONE, minus(times(I, z))))), { re: 2, im: 0 });
  return times(minus(I), half);
}

const hyperbolic = (sign: 1 | -1) => (z: Complex) => {
  const [up, down] = [exponential(z), exponential(minus(z))];
  return { re: (up.re + sign * down.re) / 2, im: (up.im + sign * down.im) / 2 };
};

const near = (z: Complex) => 1 / Math.max(1e-8, Math.sqrt(size(plus(ONE, minus(times(z, z))))));
const growth = (z: Complex) => Math.cosh(z.im);

const FUNCTIONS: Readonly<Record<string, Elementary>> = {
  sin: { of: sine, slope: growth },
  cos: { of: cosine, slope: growth },
  tan: { of: (z) => over(sine(z), cosine(z)), slope: (_, value) => 1 + size(value) ** 2 },
  cot: { of: (z) => over(cosine(z), sine(z)), slope: (_, value) => 1 + size(value) ** 2 },
  sec: { of: (z) => over(ONE, cosine(z)), slope: (_, value) => 1 + size(value) ** 2 },
  csc: { of: (z) => over(ONE, sine(z)), slope: (_, value) => 1 + size(value) ** 2 },
  arcsin: { of: arcsine, slope: near },
  arccos: { of: (z) => plus({ re: Math.PI / 2, im: 0 }, minus(arcsine(z))), slope: near },
  arctan: { of: arctangent, slope: () => 1 },
  arccot: { of: (z) => plus({ re: Math.PI / 2, im: 0 }, minus(arctangent(z))), slope: () => 1 },
  exp: { of: exponential, slope: (_, value) => size(value) },
  ln: { of: logarithm, slope: (z) => 1 / size(z) },
  sinh: { of: hyperbolic(-1), slope: (z) => Math.cosh(z.re) },
  cosh: { of: hyperbolic(1), slope: (z) => Math.cosh(z.re) },
  tanh: { of: (z) => over(hyperbolic(-1)(z), hyperbolic(1)(z)), slope: () => 1 },
  sqrt: { of: squareRoot, slope: (_, value) => 1 / Math.max(1e-8, 2 * size(value)) },
  abs: { of: (z) => ({ re: size(z), im: 0 }), slope: () => 1 },
};
