import { readdirSync } from "node:fs";

/** Steps N of the files `step-N.jsonl` in a folder, in order; none where there is no folder. */
export function stepsIn(folder: string): readonly number[] {
  try {
    const steps = readdirSync(folder).map((name) => /^step-(\d+)\.jsonl$/.exec(name)?.[1]);
    return steps.flatMap((step) => (step === undefined ? [] : [Number(step)])).sort((a, b) => a - b);
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return [];
    throw error;
  }
}
