import { UserError } from "../contracts/user-error.js";
import type { Attempt } from "../contracts/verifier.js";
import type { JsonObject } from "../recipe/json.js";

/** A case of `lode verify`. */
export interface VerifierCase {
  readonly id: string | number;
  readonly attempt: Attempt;
}

const KINDS = ["answer", "response"] as const;

/** Reads `{id, gold, pred, kind?}`; other fields are ignored. Throws DATA_INVALID, with the place, for a row that is none. */
export function verifierCase({ id, gold, pred, kind = "response" }: JsonObject, place: string): VerifierCase {
  if (typeof id !== "string" && typeof id !== "number") throw invalid("id", "a text or a number", id, place);
  if (typeof gold !== "string") throw invalid("gold", "a text", gold, place);
  if (typeof pred !== "string") throw invalid("pred", "a text", pred, place);
  const known = KINDS.find((name) => name === kind);
  if (known === undefined) throw invalid("kind", '"answer" or "response"', kind, place);
  return { id, attempt: { problem: { id: String(id), prompt: "", answer: gold }, rollout: { text: pred }, kind: known } };
}

function invalid(field: string, wanted: string, found: unknown, place: string): UserError {
  const what = found === undefined ? `"${field}" is missing` : `"${field}" is ${JSON.stringify(found).slice(0, 60)}`;
  return new UserError("DATA_INVALID", `${what}, it must be ${wanted}`, { place: { file: place }, remedy: "Write rows as {id, gold, pred, kind?}." });
}
