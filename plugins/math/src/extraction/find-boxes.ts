/** A `\boxed{…}` in a text: the place of its backslash, the place after its closing brace, what stands inside. */
export interface Box {
  readonly start: number;
  readonly end: number;
  readonly content: string;
}

/**
 * The outermost `\boxed{…}` of a text, braces balanced, in order; a box inside a box belongs to its content. `unclosed` says that one
 * never closes, which nothing can follow. Linear in the text's length.
 */
export function findBoxes(text: string): { readonly boxes: readonly Box[]; readonly unclosed: boolean } {
  const boxes: Box[] = [];
  let place = 0;
  for (;;) {
    const start = text.indexOf(COMMAND, place);
    if (start < 0) return { boxes, unclosed: false };
    const opening = openingBrace(text, start + COMMAND.length);
    if (opening === undefined) {
      place = start + COMMAND.length;
      continue;
    }
    const closing = closingBrace(text, opening);
    if (closing === undefined) return { boxes, unclosed: true };
    boxes.push({ start, end: closing + 1, content: text.slice(opening + 1, closing) });
    place = closing + 1;
  }
}

function openingBrace(text: string, from: number): number | undefined {
  let place = from;
  while (/\s/.test(text.charAt(place))) place++;
  return text[place] === "{" ? place : undefined;
}

/** An escaped brace (`\{`) is a character, not a bracket. */
function closingBrace(text: string, opening: number): number | undefined {
  let depth = 0;
  for (let place = opening; place < text.length; place++) {
    if (text[place] === "\\") place++;
    else if (text[place] === "{") depth++;
    else if (text[place] === "}" && --depth === 0) return place;
  }
  return undefined;
}

const COMMAND = "\\boxed";
