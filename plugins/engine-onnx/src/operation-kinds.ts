import type { OperationKind } from "./operation.js";

/** One kind for all operations of equal descriptions, so that a kind's number stands for all of it. */
export class OperationKinds {
  private readonly kinds = new Map<string, OperationKind>();
  private count = 0;

  /** `description` tells kinds apart and is made of plain values. */
  of(description: unknown, make: () => Omit<OperationKind, "id">): OperationKind {
    const key = inWords(description);
    let kind = this.kinds.get(key);
    if (kind === undefined) {
      kind = this.create(make());
      this.kinds.set(key, kind);
    }
    return kind;
  }

  /** A kind like no other. */
  create(kind: Omit<OperationKind, "id">): OperationKind {
    return { ...kind, id: this.count++ };
  }
}

/** As JSON.stringify, but with infinities, NaN and -0. */
function inWords(part: unknown): string {
  if (typeof part === "number") return Object.is(part, -0) ? "-0" : String(part);
  if (typeof part !== "object" || part === null) return JSON.stringify(part) ?? "undefined";
  if (!Array.isArray(part)) return `{${inWords(Object.entries(part))}}`;
  let words = "[";
  for (const inner of part) words += `${inWords(inner)},`;
  return `${words}]`;
}
