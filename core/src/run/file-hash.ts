import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";

const PIECE = 2 ** 20;

/** SHA-256 of a file's contents, read piece by piece: the file may be larger than memory. */
export function fileHash(file: string): string {
  const hash = createHash("sha256");
  const piece = Buffer.alloc(PIECE);
  const opened = openSync(file, "r");
  try {
    for (let length = readSync(opened, piece); length > 0; length = readSync(opened, piece)) hash.update(piece.subarray(0, length));
  } finally {
    closeSync(opened);
  }
  return `sha256:${hash.digest("hex")}`;
}
