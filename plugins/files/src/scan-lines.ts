import { Buffer } from "node:buffer";
/** The bytes of a row, and where they lie in its file. */
export interface RowBytes {
  readonly bytes: Buffer;
  /** Of the first byte in the file. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
}

const LINE_FEED = 0x0a;

/** The lines of a file that are not blank, from its bytes in pieces. */
export async function* scanLines(pieces: AsyncIterable<Buffer>): AsyncGenerator<RowBytes> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  let line = 1;
  for await (const piece of pieces) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      if (!isBlank(bytes.subarray(start, end))) yield { bytes: bytes.subarray(start, end), offset: offset + start, line };
      line += 1;
      start = end + 1;
    }
    rest = bytes.subarray(start);
    offset += start;
  }
  if (!isBlank(rest)) yield { bytes: rest, offset, line };
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
