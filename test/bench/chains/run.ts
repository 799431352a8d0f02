import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { weightsAtErrors, type RolloutRow } from "./weights-at-errors.js";

/** Prints where the token weights of runs point: `run.js RUN…`. */
for (const run of process.argv.slice(2)) {
  const files = readdirSync(join(run, "rollouts")).filter((name) => name.endsWith(".jsonl"));
  const rows = files
    .flatMap((name) =>
      readFileSync(join(run, "rollouts", name), "utf8")
        .trimEnd()
        .split("\n"),
    )
    .map((line) => JSON.parse(line) as RolloutRow);
  const { wrongRows, readRows, pairs, auc } = weightsAtErrors(rows);
  process.stdout.write(`${run}: ${wrongRows} wrong rollouts with token weights, ${readRows} with a first wrong step, ${pairs} pairs\n`);
  for (const [name, value] of Object.entries(auc)) process.stdout.write(`  ${name}: ${value.toFixed(3)}\n`);
}
