/** What follows the last `####` on its line, as the solutions of GSM8K end; undefined without one. */
export function hashAnswer(text: string): string | undefined {
  const place = text.lastIndexOf("####");
  if (place < 0) return undefined;
  const line = text
    .slice(place + "####".length)
    .split("\n", 1)[0]
    .trim();
  return line === "" ? undefined : line;
}
