/** What stands in the last `\boxed{…}` or `<answer>…</answer>` of a text; undefined without one, or where the last one is not closed. */
export function finalAnswer(text: string): string | undefined {
  const [box, tag] = [text.lastIndexOf(BOX), text.lastIndexOf(TAG)];
  if (box < 0 && tag < 0) return undefined;
  const [start, closing] = box > tag ? [box + BOX.length, "}"] : [tag + TAG.length, "</answer>"];
  const end = text.indexOf(closing, start);
  return end < 0 ? undefined : text.slice(start, end);
}

const BOX = "\\boxed{";
const TAG = "<answer>";
