import { UserError } from "@lode/core";
import { parquetMetadataAsync, parquetReadObjects, parquetSchema, type AsyncBuffer } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { randomUUID } from "node:crypto";
import { open, unlink, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Rows that are written at a time. */
const TOGETHER = 1024;

/**
 * The rows of a Parquet file as JSON Lines in a temporary file, since a single row of a column store cannot be read cheaply. One row group is in memory at a
 * time. The temporary file has no name any more when this returns: it is gone when the handle is closed, however the process ends.
 */
export async function spoolParquet(path: string, fields: readonly string[]): Promise<FileHandle> {
  const spool = await nameless();
  const source = await open(path, "r");
  try {
    for await (const rows of rowGroups(await bufferOf(source), fields)) {
      for (let start = 0; start < rows.length; start += TOGETHER)
        await spool.appendFile(
          rows
            .slice(start, start + TOGETHER)
            .map(line)
            .join(""),
        );
    }
    return spool;
  } catch (cause) {
    await spool.close();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UserError("DATA_INVALID", `it cannot be read as Parquet: ${reason}`, {
      place: { file: path },
      remedy: "Write the file again, or as JSON Lines.",
      cause,
    });
  } finally {
    await source.close();
  }
}

async function* rowGroups(file: AsyncBuffer, fields: readonly string[]): AsyncGenerator<readonly Record<string, unknown>[]> {
  const metadata = await parquetMetadataAsync(file);
  const columns = parquetSchema(metadata)
    .children.map(({ element }) => element.name)
    .filter((name) => fields.some((field) => field === name || field.startsWith(`${name}.`)));
  let rowStart = 0;
  for (const { num_rows } of metadata.row_groups) {
    const rowEnd = rowStart + Number(num_rows);
    yield await parquetReadObjects({ file, metadata, columns, rowStart, rowEnd, compressors });
    rowStart = rowEnd;
  }
}

async function bufferOf(handle: FileHandle): Promise<AsyncBuffer> {
  const { size } = await handle.stat();
  return {
    byteLength: size,
    slice: async (start, end = size) => {
      const bytes = new Uint8Array((end < 0 ? size + end : end) - (start < 0 ? size + start : start));
      await handle.read(bytes, 0, bytes.length, start < 0 ? size + start : start);
      return bytes.buffer;
    },
  };
}

async function nameless(): Promise<FileHandle> {
  const path = join(tmpdir(), `lode-${randomUUID()}.jsonl`);
  const handle = await open(path, "wx+", 0o600);
  await unlink(path);
  return handle;
}

function line(row: Record<string, unknown>): string {
  return `${JSON.stringify(row, plainValue)}\n`;
}

/** Whole numbers of 64 bits as text where a number would lose digits. */
function plainValue(_key: string, value: unknown): unknown {
  if (typeof value !== "bigint") return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
}
