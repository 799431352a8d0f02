/**
 * The form in which answers are compared character by character, without spaces but those that keep two letters or digits apart, and
 * without spacing commands. A row break `\\` is no spacing command.
 */
export function textForm(plain: string): string {
  return plain
    .replace(/(\\\\)|\\[,;:! ]|~/g, (_, rowBreak: string | undefined) => rowBreak ?? " ")
    .replace(/\s+/g, " ")
    .replace(/ ?([^\p{L}\p{N} ]) ?/gu, "$1")
    .replace(/([\^_])\{([\p{L}\p{N}])\}/gu, "$1$2")
    .trim();
}
