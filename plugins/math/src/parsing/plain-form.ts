/**
 * An answer without what only concerns its looks: dollar signs and other marks of mathematics, the size of brackets and fractions, a
 * final full stop; with LaTeX commands in place of Unicode signs; with backslashes restored where a text was escaped twice or where an
 * escape swallowed one (form feed + `rac`).
 */
export function plainForm(text: string): string {
  let plain = text.replace(/\\?\f(?=rac)/g, "\\f").replace(/\\?[\b](?=inom|egin|oxed)/g, "\\b");
  if (!plain.includes("\\begin")) plain = plain.replace(TWICE, "\\");
  if (NOT_ASCII.test(plain)) plain = fromUnicode(plain);
  for (const [pattern, replacement] of REWRITES) plain = plain.replace(pattern, replacement);
  return trimmed(plain);
}

function trimmed(text: string): string {
  let plain = text.trim();
  for (let before = ""; before !== plain;) {
    before = plain;
    plain = plain
      .replace(/(?<!\\)[.,;]+$/, "")
      .replace(/(?:\\\\|(?<!\\)\\)$/, "")
      .replace(/^(?:\\[,;:! ]|\\q?quad(?![a-z])|~)+/, "")
      .replace(/(?:\\[,;:!]|\\q?quad|~)+$/, "")
      .trim();
  }
  return plain;
}

function fromUnicode(text: string): string {
  return text
    .replace(/(?<=\d)\s?(mm|cm|dm|km|m|in|ft)([²³])/g, (_, unit: string, power: string) => `\\text{ ${unit}}^${power === "²" ? 2 : 3}`)
    .replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (digits) => `^{${Array.from(digits, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(digit)).join("")}}`)
    .replace(/√\s*(\d+|[a-zA-Z])/g, "\\sqrt{$1}")
    .replace(/\P{ASCII}/gu, (sign) => SIGNS[sign] ?? sign);
}

const NOT_ASCII = /\P{ASCII}/u;

/** A doubled backslash before the name of a command: no row break of a matrix, of which the text has none. */
const TWICE =
  /\\\\(?=(?:[dtc]?frac|d?binom|boxed|left|right|sqrt|text|pi|leq?|geq?|cup|cap|infty|cdot|times|in|quad|pm|circ|sin|cos|tan|log|ln|mathrm|neq|approx|bigg?|Bigg?)(?![a-z]))/g;

const SIGNS: Readonly<Record<string, string>> = {
  "−": "-",
  "–": "-",
  "—": "-",
  "×": "\\times ",
  "·": "\\cdot ",
  "⋅": "\\cdot ",
  "÷": "\\div ",
  π: "\\pi ",
  "∞": "\\infty ",
  "√": "\\sqrt ",
  "≤": "\\le ",
  "≥": "\\ge ",
  "⩽": "\\le ",
  "⩾": "\\ge ",
  "≠": "\\ne ",
  "≈": "\\approx ",
  "±": "\\pm ",
  "∓": "\\mp ",
  "∪": "\\cup ",
  "∩": "\\cap ",
  "∈": "\\in ",
  "°": "^\\circ ",
  "∀": "\\forall ",
  "′": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "½": "\\frac12 ",
  "¼": "\\frac14 ",
  "¾": "\\frac34 ",
  θ: "\\theta ",
  α: "\\alpha ",
  β: "\\beta ",
  λ: "\\lambda ",
  "∅": "\\emptyset ",
  "€": "\\$",
  "£": "\\$",
  "\u00a0": " ",
  "…": "\\ldots ",
};

const REWRITES: readonly (readonly [RegExp, string])[] = [
  [/<sup>([^<]*)<\/sup>/g, "^{$1}"],
  [/<sub>([^<]*)<\/sub>/g, "_{$1}"],
  [/\\\$|\\?"/g, " "],
  [/\$|\\\(|\\\)|(?<!\\)\\\[|(?<!\\)\\\]/g, " "],
  [/\\(?:left|right)\s?\./g, ""],
  [/\\(?:left|right|bigg?[lrm]?|Bigg?[lrm]?|displaystyle|textstyle|limits|mathop)(?![A-Za-z])\s?/g, ""],
  [/\\[dtc]frac(?![A-Za-z])/g, "\\frac"],
  [/\\[dt]binom(?![A-Za-z])/g, "\\binom"],
  [/\\([lgn]e)q(?:slant)?(?![A-Za-z])/g, "\\$1 "],
  [/\\(q?quad)(?=[a-z])/g, "\\$1 "],
  [/(\d|[)\]}])(or|and)(?=[A-Z(\d\\-])/g, "$1 $2 "],
  [/(?<=\d)(?:st|nd|rd|th)(?![a-z])/g, ""],
  [/\\{4}/g, "\\\\"],
];
