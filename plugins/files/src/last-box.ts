/** What the last closed `\boxed{…}` or `\fbox{…}` of a text holds, or the one sign after `\boxed `; undefined where there is none. */
export function lastBox(text: string): string | undefined {
  const boxes = [...text.matchAll(/\\(?:boxed|fbox)\s*(\{|[^\s{])/g)].reverse();
  for (const box of boxes) {
    const start = box.index + box[0].length;
    if (box[1] !== "{") return box[1];
    const end = closingBrace(text, start);
    if (end !== undefined) return text.slice(start, end);
  }
  return undefined;
}

/** Where the brace that was opened just before `start` is closed. */
function closingBrace(text: string, start: number): number | undefined {
  let depth = 1;
  for (let place = start; place < text.length; place++) {
    if (text[place] === "\\") place += 1;
    else if (text[place] === "{") depth += 1;
    else if (text[place] === "}" && --depth === 0) return place;
  }
  return undefined;
}
