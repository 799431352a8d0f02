import { Buffer } from "node:buffer";
import { RowFault } from "./row-fault.js";
import type { RowBytes } from "./scan-lines.js";

const [LINE_FEED, QUOTE, BACKSLASH, COMMA] = [0x0a, 0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const DEPTHS = new Map([
  [OPEN_LIST, 1],
  [OPEN_OBJECT, 1],
  [CLOSE_LIST, -1],
  [CLOSE_OBJECT, -1],
]);
const SPACE = [0x20, 0x09, 0x0d, LINE_FEED, 0xef, 0xbb, 0xbf];

/**
 * The elements of a file that is one JSON list, from its bytes in pieces: only the ends of elements are looked for, so that no more than one of them is held.
 * Throws a RowFault for a file that is no list, and for a list that is not closed or that something follows.
 */
export async function* scanArray(pieces: AsyncIterable<Buffer>): AsyncGenerator<RowBytes> {
  const scan = new ArrayScan();
  for await (const piece of pieces) yield* scan.read(piece);
  scan.end();
}

class ArrayScan {
  private state: "before" | "between" | "within" | "after" = "before";
  private line = 1;
  private offset = 0;
  private depth = 0;
  private quoted = false;
  private escaped = false;
  /** What is known of the element that is being read. */
  private parts: Buffer[] = [];
  private begun = { offset: 0, line: 1 };

  *read(piece: Buffer): Generator<RowBytes> {
    let start = 0;
    for (let place = 0; place < piece.length; place++) {
      const byte = piece[place];
      if (this.state === "within" && this.endsAt(byte)) {
        this.parts.push(piece.subarray(start, place));
        yield { bytes: Buffer.concat(this.parts), ...this.begun };
        this.parts = [];
        this.state = byte === COMMA ? "between" : "after";
      } else if (this.state !== "within" && !SPACE.includes(byte)) {
        this.enter(byte, this.offset + place);
        start = place;
      }
      if (byte === LINE_FEED) this.line += 1;
    }
    if (this.state === "within") this.parts.push(piece.subarray(start));
    this.offset += piece.length;
  }

  end(): void {
    if (this.state !== "after") throw new RowFault(undefined, "the list is not closed", "The file may be cut off: mend its end.");
  }

  /** The first byte of an element, of the list itself, or its end. */
  private enter(byte: number, offset: number): void {
    if (this.state === "before") {
      if (byte !== OPEN_LIST) throw new RowFault(undefined, "the file is no JSON list", "Write [ … ] around the rows, or one row a line in a .jsonl file.");
      this.state = "between";
    } else if (this.state === "after") {
      throw new RowFault(undefined, `something follows the list in line ${this.line}`, "Remove it.");
    } else if (byte === CLOSE_LIST) {
      this.state = "after";
    } else {
      this.state = "within";
      this.begun = { offset, line: this.line };
      this.endsAt(byte);
    }
  }

  /** Whether this byte, after an element, ends it; keeps depth and quotation. */
  private endsAt(byte: number): boolean {
    if (this.quoted) {
      this.quote(byte);
      return false;
    }
    if (this.depth === 0 && (byte === COMMA || byte === CLOSE_LIST)) return true;
    this.quoted = byte === QUOTE;
    this.depth += DEPTHS.get(byte) ?? 0;
    return false;
  }

  /** A byte of a text. */
  private quote(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === BACKSLASH) this.escaped = true;
    else if (byte === QUOTE) this.quoted = false;
  }
}
