/**
 * What stands inside the last `\boxed{…}` of a text, braces balanced; undefined without one, or where the last one is not closed.
 * An escaped brace (`\{`) is a character, not a bracket. Linear in the text's length.
 */
export function lastBox(text: string): string | undefined {
  const start = text.lastIndexOf(COMMAND);
  if (start < 0) return undefined;
  let place = start + COMMAND.length;
  while (/\s/.test(text.charAt(place))) place++;
  if (text[place] !== "{") return undefined;
  const opening = place;
  let depth = 0;
  for (; place < text.length; place++) {
    if (text[place] === "\\") place++;
    else if (text[place] === "{") depth++;
    else if (text[place] === "}" && --depth === 0) return text.slice(opening + 1, place);
  }
  return undefined;
}

const COMMAND = "\\boxed";
