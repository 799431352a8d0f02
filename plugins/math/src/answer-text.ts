/** An answer without what only concerns its looks: enclosing dollar signs, `\left` and `\right`, the size of fractions, the kind of minus sign. */
export function plainAnswer(text: string): string {
  return text
    .trim()
    .replace(/^\$([^$]*)\$$/, "$1")
    .replace(/\u2212/g, "-")
    .replace(/\\(?:left|right)(?![A-Za-z])\s*/g, "")
    .replace(/\\[dt]frac(?![A-Za-z])/g, "\\frac")
    .replace(/(?<!\\)\.$/, "")
    .trim();
}

/**
 * The form in which answers that are no numbers are compared, character by character: of a plain answer, without spaces but those
 * that keep two letters or digits apart. A row break `\\` is no spacing command.
 */
export function textForm(plain: string): string {
  return plain
    .replace(/(\\\\)|\\[,;:! ]|~/g, (_, rowBreak: string | undefined) => rowBreak ?? " ")
    .replace(/\s+/g, " ")
    .replace(/ ?([^\p{L}\p{N} ]) ?/gu, "$1")
    .trim();
}
