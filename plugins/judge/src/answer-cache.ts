import { UserError } from "@lode/core";
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { JudgeAnswer } from "./judge-answer.js";

/** Answers in a folder, a file each, named by a hash of what was asked. Several processes may use one folder: a file appears whole or not at all. */
export class AnswerCache {
  constructor(private readonly folder: string) {}

  /** The answer that was kept under a hash. Throws JSON_INVALID for a file that holds none. */
  async read(hash: string): Promise<JudgeAnswer | undefined> {
    const file = this.fileOf(hash);
    const content = await readFile(file, "utf8").catch((error: unknown) => {
      if ((error as { code?: string }).code === "ENOENT") return undefined;
      throw unusable("FILE_UNREADABLE", file, `an answer of the judge cannot be read: ${String((error as { code?: unknown }).code)}`);
    });
    if (content === undefined || content === "A\n" || content === "B\n") return content?.[0] as JudgeAnswer | undefined;
    throw unusable("JSON_INVALID", file, "a kept answer of the judge is neither A nor B");
  }

  /** Throws FILE_UNREADABLE where nothing can be written. */
  async write(hash: string, answer: JudgeAnswer): Promise<void> {
    const file = this.fileOf(hash);
    const aside = `${file}.${randomUUID()}`;
    try {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(aside, `${answer}\n`, { flush: true });
      await rename(aside, file);
    } catch (error) {
      throw unusable("FILE_UNREADABLE", file, `an answer of the judge cannot be kept: ${String((error as { code?: unknown }).code)}`);
    }
  }

  private fileOf(hash: string): string {
    return join(this.folder, hash.slice(0, 2), hash.slice(2));
  }
}

function unusable(code: "FILE_UNREADABLE" | "JSON_INVALID", file: string, what: string): UserError {
  return new UserError(code, what, {
    place: { file, component: "verifier judge" },
    remedy: "Remove the file, or name another folder by the judge's `cache`.",
  });
}
