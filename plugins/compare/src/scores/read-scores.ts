import { printable, UserError } from "@lode/core";
import { CsvError, parse } from "csv-parse/sync";
import type { RecipeScores } from "./recipe-scores.js";
import { SCORE_COLUMNS, scoreColumns, scoreRow, type ScoreColumns, type ScoreRow } from "./score-row.js";
import { scoreTable } from "./score-table.js";

/**
 * Reads a CSV of judged answers: columns recipe, seed, problem, sample, correct, one row an answer, in any order. Recipes come in the order of the file.
 *
 * Throws DATA_INVALID with file and line for a file that is not such a table, and with recipe, seed and problem where answers are missing or given twice.
 * @param file its name, for messages
 */
export function readScores(csv: string, file: string): readonly RecipeScores[] {
  const rows = parseRows(csv, file);
  if (rows.length === 0) {
    throw new UserError("DATA_INVALID", "there are no scores", {
      place: { file },
      remedy: `Write the header ${SCORE_COLUMNS.join(",")} and one row an answer.`,
    });
  }
  const problems = [...new Set(rows.map(({ problem }) => problem))];
  const recipes = new Map<string, ScoreRow[]>(rows.map(({ recipe }) => [recipe, []]));
  for (const row of rows) recipes.get(row.recipe)?.push(row);
  return [...recipes].map(([name, ofRecipe]) => scoreTable(name, ofRecipe, { problems, file }));
}

function parseRows(csv: string, file: string): readonly ScoreRow[] {
  const rows: ScoreRow[] = [];
  let columns: ScoreColumns | undefined;
  try {
    parse(csv, {
      ...{ bom: true, trim: true, skip_empty_lines: true },
      on_record: (record: string[], { lines }) => {
        if (columns === undefined) columns = scoreColumns(record, file);
        else rows.push(scoreRow(record, columns, { file, line: lines }));
        return null;
      },
    });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line = typeof cause.lines === "number" ? { pointer: `line ${cause.lines}` } : {};
    throw new UserError("DATA_INVALID", `not a table: ${printable(cause.message)}`, {
      place: { file, ...line },
      remedy: "Write as many fields as the header has, separated by commas.",
      cause,
    });
  }
  return rows;
}
