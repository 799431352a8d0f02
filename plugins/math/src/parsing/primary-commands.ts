/** Functions of one argument, by the names that LaTeX and plain text give them. */
export const FUNCTION_NAMES: Readonly<Record<string, string>> = {
  sin: "sin",
  cos: "cos",
  tan: "tan",
  cot: "cot",
  sec: "sec",
  csc: "csc",
  arcsin: "arcsin",
  arccos: "arccos",
  arctan: "arctan",
  arccot: "arccot",
  sinh: "sinh",
  cosh: "cosh",
  tanh: "tanh",
  log: "log",
  ln: "ln",
  lg: "lg",
  exp: "exp",
};

/** Letters and constants that are written as a command. */
export const SYMBOLS: ReadonlySet<string> = new Set(
  (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi rho sigma tau upsilon phi varphi chi psi omega " +
    "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega pi infty ell hbar partial nabla cdots ldots dots vdots angle triangle"
  ).split(" "),
);

/** Accents over a name, which they are part of. */
export const ACCENTS: ReadonlySet<string> = new Set([
  "overline",
  "bar",
  "vec",
  "hat",
  "tilde",
  "overrightarrow",
  "underline",
  "mathbb",
  "mathcal",
  "mathfrak",
  "widehat",
]);

const OTHERS: ReadonlySet<string> = new Set([
  "frac",
  "sqrt",
  "binom",
  "boxed",
  "sum",
  "prod",
  "int",
  "lfloor",
  "lceil",
  "langle",
  "emptyset",
  "varnothing",
  "gcd",
  "lcm",
  "max",
  "min",
]);

/** Whether a command can begin a factor. */
export function isPrimaryCommand(name: string): boolean {
  return name in FUNCTION_NAMES || SYMBOLS.has(name) || ACCENTS.has(name) || OTHERS.has(name);
}
