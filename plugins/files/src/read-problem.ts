import type { Message } from "@lode/core";
import { finalAnswer } from "./final-answer.js";
import type { Layout } from "./layout.js";
import { RowFault } from "./row-fault.js";

/** What a row says about a problem. */
export interface RowProblem {
  readonly question?: string;
  readonly prompt?: string | readonly Message[];
  readonly answer: string;
  readonly solution?: string;
  readonly id?: string;
  readonly difficulty?: number;
  readonly passRate?: number;
}

type Row = Readonly<Record<string, unknown>>;

/** Reads a row by a layout. Throws a RowFault that names the field. */
export function readProblem(row: unknown, layout: Layout): RowProblem {
  if (!isRow(row)) throw new RowFault(undefined, "the row is no object with fields", "Write one { … } with the fields of the layout.");
  const { answerForm } = layout;
  const text = (field: string | undefined): string | undefined => optionalText(row, field);
  const answer = text(layout.answer);
  if (answer === undefined) throw missing(layout.answer);
  const passRate = optionalNumber(row, layout.passRate);
  if (passRate !== undefined && (passRate < 0 || passRate > 1))
    throw new RowFault(layout.passRate, `is ${passRate}`, "Write pass rates as fractions from 0 to 1.");
  const problem = {
    question: text(layout.question),
    prompt: prompt(row, layout.prompt),
    answer: finalAnswer(answer, answerForm, layout.answer),
    solution: answerForm === "hashes" ? withoutCalculations(text(layout.solution)) : text(layout.solution),
    id: text(layout.id),
    difficulty: level(row, layout.difficulty),
    passRate,
  };
  return Object.fromEntries(Object.entries(problem).filter(([, value]) => value !== undefined)) as unknown as RowProblem;
}

/** A field that a problem cannot do without. */
export function missing(field: string): RowFault {
  return new RowFault(field, "is missing or empty", `Add "${field}" to the row, or choose the layout that fits the file.`);
}

/** GSM8K notes every calculation for a calculator, as in "48/2 = <<48/2=24>>24". */
function withoutCalculations(solution: string | undefined): string | undefined {
  return solution?.replaceAll(/<<[^<>]*>>/g, "");
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value of a field; a name with dots leads into fields of fields, where no field has the whole name. Null counts as absent. */
function valueOf(row: Row, field: string | undefined): unknown {
  if (field === undefined) return undefined;
  if (Object.hasOwn(row, field)) return row[field] ?? undefined;
  const value = field.split(".").reduce<unknown>((part, key) => (isRow(part) && Object.hasOwn(part, key) ? part[key] : undefined), row);
  return value ?? undefined;
}

function optionalText(row: Row, field: string | undefined): string | undefined {
  const value = valueOf(row, field);
  if (value === undefined || typeof value === "string") return value === "" ? undefined : value;
  if (typeof value === "number") return String(value);
  throw new RowFault(field, `is ${kind(value)}, expected text`, "Write a text or a number there.");
}

function optionalNumber(row: Row, field: string | undefined): number | undefined {
  const value = valueOf(row, field);
  if (value === undefined || value === "") return undefined;
  const number = typeof value === "string" ? Number(value) : value;
  if (typeof number === "number" && Number.isFinite(number)) return number;
  throw new RowFault(field, `is ${JSON.stringify(value)}, expected a number`, "Write a number there.");
}

/** A number, alone or as MATH writes it: "Level 3". Its "Level ?" is unknown. */
function level(row: Row, field: string | undefined): number | undefined {
  const value = valueOf(row, field);
  const named = typeof value === "string" ? /^level (\d+|\?)$/i.exec(value) : null;
  if (!named) return optionalNumber(row, field);
  return named[1] === "?" ? undefined : Number(named[1]);
}

function prompt(row: Row, field: string | undefined): string | readonly Message[] | undefined {
  const value = valueOf(row, field);
  if (!Array.isArray(value)) return optionalText(row, field);
  const turns: readonly unknown[] = value;
  if (turns.length > 0 && turns.every(isMessage)) return turns.map(({ role, content }) => ({ role, content }));
  throw new RowFault(field, "is no list of messages", 'Write [{ "role": "system", "user" or "assistant", "content": text }, …].');
}

function isMessage(value: unknown): value is Message {
  return isRow(value) && ["system", "user", "assistant"].includes(value.role as string) && typeof value.content === "string";
}

function kind(value: unknown): string {
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : JSON.stringify(value);
}
