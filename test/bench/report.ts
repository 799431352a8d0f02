import { threadsInWords } from "./threads-in-words.js";
import type { Row } from "./row.js";

/** Everything that a run of the benchmark found. */
export interface Report {
  readonly command: string;
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly engine: string;
  /** What a reader must know of the whole run: why there are no figures of peers or of a GPU, and that the machine was busy. */
  readonly remarks: readonly string[];
  readonly rows: readonly Row[];
}

export function versionsInWords({ versions }: Report): string {
  return Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(", ");
}

/** What the rows say beside their figures, each once. */
export function notesOf({ rows }: Report): readonly string[] {
  const notes = rows.flatMap(({ name, threads, note }) => {
    const label = threads === null ? name : `${name}, ${threadsInWords(threads)}`;
    return note === undefined ? [] : [`${label.trim()}: ${note}`];
  });
  return [...new Set(notes)];
}
