import type { Chance } from "./chance.js";

/** What models write, and what breaks parsers. */
const PIECES = [
  ...["{", "}", "\\{", "\\}", "(", ")", "[", "]", "\\left", "\\right", "|", "\\|", "$", "\\", "\\\\", "&", "^", "_", "^{", "_{", ",", ".", ";", "="],
  ...["\\frac", "\\frac{", "\\sqrt[", "\\sqrt{", "\\boxed{", "\\text{", "\\mathrm{", "\\begin{pmatrix}", "\\end{pmatrix}", "\\begin{cases}", "####"],
  ...["\\pi", "\\infty", "\\cup", "\\in", "\\pm", "\\le", "\\binom{9}{4}", "!", "!!", "%", "\\%", "^\\circ", "\\ldots", "\\sum_{k=1}^{9}", "\\int", "\\lim"],
  ...[
    "sin",
    "\\log_",
    "e^{i\\pi}",
    "9^{9^{9}}",
    "10^{10^{10}}",
    "(999!)!",
    "0",
    "1",
    "7",
    "-",
    "+",
    "/",
    "1e999",
    "0x1F",
    "x",
    "i",
    "\u0000",
    "\ud800",
    "∞",
    "½",
  ],
  ...["<think>", "</think>", "<answer>", "</answer>", "the answer is ", "\n", " ", "\\ ", "~", "\u200b", "\u202e"],
];

/** A text with some places cut, doubled, moved, repeated often, or filled with pieces of notation. */
export function mutatedText(text: string, chance: Chance): string {
  let mutated = text;
  for (let left = chance.integer(1, 6); left > 0; left--) mutated = chance.pick(MUTATIONS)(mutated, chance);
  return mutated.slice(0, LONGEST);
}

type Mutation = (text: string, chance: Chance) => string;

const insert: Mutation = (text, chance) => {
  const at = chance.integer(0, text.length);
  return text.slice(0, at) + chance.pick(PIECES) + text.slice(at);
};

const cut: Mutation = (text, chance) => {
  const at = chance.integer(0, text.length);
  return text.slice(0, at) + text.slice(at + chance.integer(1, 4));
};

const double: Mutation = (text, chance) => {
  const [at, length] = [chance.integer(0, text.length), chance.integer(1, 12)];
  return text.slice(0, at + length) + text.slice(at);
};

const turn: Mutation = (text, chance) => {
  const at = chance.integer(0, text.length);
  return text.slice(at) + text.slice(0, at);
};

const repeat: Mutation = (text, chance) => {
  const at = chance.integer(0, text.length);
  return text.slice(0, at) + chance.pick(PIECES).repeat(chance.pick([3, 20, 300])) + text.slice(at);
};

const MUTATIONS = [insert, insert, insert, cut, cut, double, turn, repeat];

/** Characters. */
const LONGEST = 20_000;
