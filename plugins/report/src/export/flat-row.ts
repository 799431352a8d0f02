import type { Row } from "./table.js";

/** What of an object fits into a row: numbers, texts, null, and lists of texts as one text. */
export function flatRow(value: object): Row {
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, unknown>>).flatMap(([name, part]) => {
      if (part === null || typeof part === "number" || typeof part === "string" || typeof part === "boolean") return [[name, part]];
      return Array.isArray(part) && part.every((line) => typeof line === "string") ? [[name, part.join(" ")]] : [];
    }),
  );
}
