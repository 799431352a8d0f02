import { ParseFailure } from "./parse-failure.js";
import type { Reader } from "./reader.js";
import { readRelation } from "./read-relation.js";
import type { Tree } from "./tree.js";

/** One clause, or several that are separated by commas, semicolons, `and`, `or`: then a list, in which semicolons separate lists. */
export function readClauses(reader: Reader): Tree {
  const groups: Tree[][] = [[readRelation(reader)]];
  let either = true;
  for (let separator = nextSeparator(reader); separator !== undefined; separator = nextSeparator(reader)) {
    if (reader.ended) break;
    if (separator === ";") groups.push([]);
    either &&= separator === "or";
    groups[groups.length - 1].push(readRelation(reader));
  }
  if (groups.length === 1) return listOf(groups[0], either);
  return { type: "list", items: groups.map((group) => listOf(group, false)), either: false };
}

function listOf(items: readonly Tree[], either: boolean): Tree {
  return items.length === 1 ? items[0] : { type: "list", items, either };
}

/** Reads on over a separator. A comma before a connective belongs to it; one at the end separates nothing. */
function nextSeparator(reader: Reader): "," | ";" | "or" | undefined {
  if (reader.accept(";")) return ";";
  const comma = reader.accept(",");
  if (comma && reader.isSign(",")) throw new ParseFailure("two commas");
  return connective(reader) ?? (comma ? "," : undefined);
}

function connective(reader: Reader): "," | "or" | undefined {
  const token = reader.peek();
  const meaning = token === undefined || !WRITTEN_AS.has(token.kind) ? undefined : CONNECTIVES.get(token.text);
  if (meaning !== undefined) reader.take();
  return meaning;
}

const WRITTEN_AS: ReadonlySet<string> = new Set(["join", "command"]);
const CONNECTIVES: ReadonlyMap<string, "," | "or"> = new Map([
  ["or", "or"],
  ["lor", "or"],
  ["vee", "or"],
  ["and", ","],
  ["land", ","],
  ["wedge", ","],
]);
