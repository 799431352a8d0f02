/** What stands between the last `<answer>` and its `</answer>`; undefined without such a pair. */
export function taggedAnswer(text: string): string | undefined {
  const closing = text.lastIndexOf("</answer>");
  if (closing < 0) return undefined;
  const opening = text.lastIndexOf("<answer>", closing);
  if (opening < 0) return undefined;
  const content = text.slice(opening + "<answer>".length, closing).trim();
  return content.includes("</answer>") ? undefined : content;
}
