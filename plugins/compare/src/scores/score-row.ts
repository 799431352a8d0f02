import { printable, UserError } from "@lode/core";

/** One judged answer. */
export interface ScoreRow {
  readonly recipe: string;
  readonly seed: string;
  readonly problem: string;
  readonly sample: string;
  readonly correct: boolean;
  /** Of the file, from 1. */
  readonly line: number;
}

/** Where columns stand in a record. */
export type ScoreColumns = Readonly<Record<(typeof SCORE_COLUMNS)[number], number>>;

export const SCORE_COLUMNS = ["recipe", "seed", "problem", "sample", "correct"] as const;

/** Reads a header. Throws DATA_INVALID for a column that is missing or there twice; others are ignored. */
export function scoreColumns(header: readonly string[], file: string): ScoreColumns {
  const places = SCORE_COLUMNS.map((column) => {
    const count = header.filter((name) => name === column).length;
    if (count === 1) return [column, header.indexOf(column)] as const;
    throw new UserError("DATA_INVALID", count === 0 ? `there is no column ${column}` : `the column ${column} is there ${count} times`, {
      place: { file, pointer: "line 1" },
      remedy: `Write the header line ${SCORE_COLUMNS.join(",")}.`,
    });
  });
  return Object.fromEntries(places) as Record<(typeof SCORE_COLUMNS)[number], number>;
}

/** Reads a record. Throws DATA_INVALID with file and line for an empty field or a `correct` that is neither 0 nor 1. */
export function scoreRow(record: readonly string[], columns: ScoreColumns, place: { readonly file: string; readonly line: number }): ScoreRow {
  const where = { file: place.file, pointer: `line ${place.line}` };
  const field = (column: keyof ScoreColumns): string => {
    const text = record[columns[column]];
    if (text !== "") return text;
    throw new UserError("DATA_INVALID", `${column} is empty`, {
      place: where,
      remedy: "Fill it in; every row names recipe, seed, problem, sample and correct.",
    });
  };
  const correct = field("correct");
  if (!/^([01](\.0)?|true|false)$/i.test(correct)) {
    throw new UserError("DATA_INVALID", `correct is "${printable(correct)}"`, { place: where, remedy: "Write 1 for a correct answer and 0 for any other." });
  }
  return {
    ...{ recipe: field("recipe"), seed: field("seed"), problem: field("problem"), sample: field("sample") },
    ...{ correct: /^[1t]/i.test(correct), line: place.line },
  };
}
