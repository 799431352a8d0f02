import { existsSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../recipes/tiny.js";

const FOLDER = join(REPOSITORY, "../shared/data");

/** Public problem sets that may lie beside the repository, with what is known of them. */
export const PUBLIC_DATA = {
  "gsm8k_test.jsonl": { options: { layout: "gsm8k" }, count: 1319, report: "1319 problems of 1319 rows in gsm8k_test.jsonl" },
  "gsm8k_train.jsonl": { options: { layout: "gsm8k" }, count: 7473, report: "7473 problems of 7473 rows in gsm8k_train.jsonl" },
  "math500_test.jsonl": { options: { layout: "math-500" }, count: 500, report: "500 problems of 500 rows in math500_test.jsonl" },
} as const;

/** A suite over those files; where they are not there, one pending test that says so. */
export function describePublic(title: string, suite: (data: (name: string) => string) => void): void {
  describe(title, function () {
    this.timeout(60_000);
    if (existsSync(FOLDER)) suite((name) => join(FOLDER, name));
    else it("skipped: ../shared/data is not there");
  });
}
