/**
 * What a response says after its thinking ends: after the last `</think>` or `</thinking>`. A response that starts to think and never
 * ends has said nothing: undefined. Without any such tag all of it counts.
 */
export function afterThinking(response: string): string | undefined {
  const closing = Math.max(...CLOSING.map((tag) => (response.includes(tag) ? response.lastIndexOf(tag) + tag.length : -1)));
  const rest = closing < 0 ? response : response.slice(closing);
  return OPENING.some((tag) => rest.includes(tag)) ? undefined : rest;
}

const CLOSING = ["</think>", "</thinking>"];
const OPENING = ["<think>", "<thinking>"];
