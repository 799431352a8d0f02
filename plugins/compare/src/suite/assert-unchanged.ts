import { UserError } from "@lode/core";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Suite } from "./read-suite.js";

/** What is stated before scores are seen. */
const STATED = ["seeds", "looks", "paired", "coldStarts", "evaluation", "problems", "difference", "equivalence", "collapse"] as const;

/** Throws SUITE_CHANGED where a suite that has a result now states something else than it did before. */
export function assertUnchanged(suite: Suite, folder: string): void {
  const copy = join(folder, "compare.json");
  if (!existsSync(join(folder, "result.json")) || !existsSync(copy)) return;
  const [before, now] = [readFileSync(copy, "utf8"), suite.text].map((text) => JSON.parse(text) as Readonly<Record<string, unknown>>);
  const changed = STATED.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(now[key]));
  if (changed.length === 0) return;
  throw new UserError("SUITE_CHANGED", `${changed.join(", ")} changed after the scores were seen`, {
    place: { file: suite.file, pointer: `/${changed[0]}` },
    remedy: `Take the change back, or give the suite another name: ${folder} keeps what was stated first.`,
  });
}
