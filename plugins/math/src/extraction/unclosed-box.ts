/** What stands in a last box that the end of the text cuts off, if it is on one line and short enough to be meant as an answer; undefined else. */
export function unclosedBox(text: string): string | undefined {
  const place = text.lastIndexOf("\\boxed");
  if (place < 0 || text.length - place > LONGEST) return undefined;
  const match = /^\\boxed\s*\{(.+)$/.exec(text.slice(place).trim());
  return match === null || match[1].split("{").length !== match[1].split("}").length ? undefined : match[1].trim();
}

/** Characters. */
const LONGEST = 80;
