/**
 * The words, numbers and signs of a text, so that two texts of one problem have the same: lower case, compatibility forms replaced (NFKC), and without
 * what is layout or punctuation: spaces, double quotation marks, `. , ; ?` outside numbers, and the `$ \\ { } ~` of LaTeX. What changes a problem stays,
 * as the `!` of a factorial and the `'` of a derivative do.
 */
export function comparableWords(text: string): readonly string[] {
  return text.normalize("NFKC").replace(APOSTROPHE, "'").toLowerCase().match(WORD) ?? [];
}

const APOSTROPHE = /[‘’`´]/gu;
const WORD = /\.?\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+|[^\p{N}\p{L}\p{M}\s.,;?$\\{}~"“”«»]/gu;
