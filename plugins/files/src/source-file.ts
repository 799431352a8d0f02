import { UserError } from "@lode/core";
import { Buffer } from "node:buffer";
import { open, type FileHandle } from "node:fs/promises";
import { extname } from "node:path";
import { spoolParquet } from "./spool-parquet.js";
import { scanArray } from "./scan-array.js";
import { scanLines, type RowBytes } from "./scan-lines.js";

const PIECE = 2 ** 20;

const SCANS: Readonly<Record<string, typeof scanLines>> = { ".jsonl": scanLines, ".ndjson": scanLines, ".json": scanArray, ".parquet": scanLines };

/** A file of rows that is read in pieces: all rows once, one after the other, and then each where it lies. */
export class SourceFile {
  private constructor(
    readonly path: string,
    private readonly handle: FileHandle,
    private readonly scan: typeof scanLines,
  ) {}

  /** `fields` are the only ones that are needed. Throws DATA_INVALID for another kind of file, FILE_UNREADABLE for one that cannot be opened. */
  static async open(path: string, fields: readonly string[]): Promise<SourceFile> {
    const extension = extname(path).toLowerCase();
    if (!Object.hasOwn(SCANS, extension)) {
      const remedy = `Give a file whose name ends in ${Object.keys(SCANS).join(", ")}.`;
      throw new UserError("DATA_INVALID", `"${extension}" is no kind of file that holds problems`, { place: { file: path }, remedy });
    }
    const handle = extension === ".parquet" ? await spoolParquet(path, fields) : await opened(path);
    return new SourceFile(path, handle, SCANS[extension]);
  }

  /** Throws a RowFault where the file as a whole has another form. */
  rows(): AsyncIterable<RowBytes> {
    return this.scan(this.pieces());
  }

  async read(offset: number, length: number): Promise<Buffer> {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await this.handle.read(bytes, 0, length, offset);
    return bytes.subarray(0, bytesRead);
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  private async *pieces(): AsyncGenerator<Buffer> {
    for (let offset = 0; ;) {
      const piece = await this.read(offset, PIECE);
      if (piece.length === 0) return;
      yield piece;
      offset += piece.length;
    }
  }
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path, "r");
  } catch (cause) {
    throw new UserError("FILE_UNREADABLE", `cannot read ${path}`, { place: { file: path }, remedy: "Check the path and who may read it.", cause });
  }
}
