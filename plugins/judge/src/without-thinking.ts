/** What a text says after its thinking; undefined where the thinking does not end. A text without thinking is returned as it is. */
export function withoutThinking(text: string): string | undefined {
  const end = text.lastIndexOf(CLOSING);
  const rest = end < 0 ? text : text.slice(end + CLOSING.length);
  return rest.includes(OPENING) ? undefined : rest;
}

const OPENING = "<think>";
const CLOSING = "</think>";
