import type { Tree } from "./tree.js";

/** The rules that a rule further down comes back to. Each reads on from where the cursor is. */
export interface Grammar<Cursor> {
  /** Several things, relations and all: what stands between two brackets. */
  readonly clauses: (cursor: Cursor) => Tree;
  readonly relation: (cursor: Cursor) => Tree;
  readonly product: (cursor: Cursor) => Tree;
  readonly factor: (cursor: Cursor) => Tree;
  readonly primary: (cursor: Cursor) => Tree;
}
