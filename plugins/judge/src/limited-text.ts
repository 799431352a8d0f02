import { Buffer } from "node:buffer";

/** The body of a response as text. Throws a RangeError for one of more than `limit` bytes, and what the connection throws. */
export async function limitedText(response: Response, limit: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    parts.push(part as Uint8Array);
    bytes += (part as Uint8Array).length;
    if (bytes > limit) throw new RangeError(`more than ${limit} bytes`);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}
