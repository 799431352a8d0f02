import { isKnown } from "./recorded-rollouts.js";
import type { StepColumns } from "./step-columns.js";

/** A column that cannot be had. */
export interface MissingColumn {
  readonly column: string;
  readonly neededBy: string;
  readonly reason: string;
}

/** What a comparison knows of its columns: where they come from, and which are missing. */
export class ColumnRecord {
  readonly sources: Record<string, string> = {};
  readonly missing: MissingColumn[] = [];

  constructor(
    private readonly found: StepColumns,
    private readonly origin: string,
  ) {}

  /** Notes a column of the policy or the reference that some rows need; false where it is not known for all of them. */
  fromPolicy(name: keyof StepColumns, rows: readonly number[], neededBy: string): boolean {
    const column = this.found[name];
    if (!isKnown(column, rows)) {
      return this.lack(name, neededBy, name === "refLogprobs" ? "it is not recorded" : `it is not recorded, and there is no ${withoutArticle(this.origin)}`);
    }
    this.sources[name] = [...new Set(rows.map((row) => column.sources[row]))].join("; other rows ");
    return true;
  }

  lack(column: string, neededBy: string, reason: string): false {
    this.missing.push({ column, neededBy, reason });
    return false;
  }
}

/** "the checkpoint of step 20" after "no". */
export function withoutArticle(origin: string): string {
  return origin.replace(/^the /, "");
}
