import { printable } from "../plugin/printable.js";
import type { Similarity } from "../replay/compare-gradients.js";
import type { RolloutSimilarity } from "../replay/gradient-comparison.js";
import type { RunReplay } from "./replay-run.js";

/** Rollouts that are shown: those whose gradients differ most. */
const SHOWN = 8;

/** A comparison of gradients for people. */
export function gradientsText(replay: RunReplay): string {
  const { run, step, names, against, rollouts, columns, missing } = replay;
  const lines = [`${run}, step ${step}: ${rollouts} rollouts under ${names.run} and under ${names.against} (${against})`, ""];
  if (replay.all) lines.push(...tables(replay), "", ...meaning(replay, replay.all), "");
  for (const { column, neededBy, reason } of missing) lines.push(`missing: ${column} for ${neededBy}: ${reason}`);
  if (!replay.all) lines.push("The gradients cannot be compared without what is missing.", "");
  lines.push(...Object.entries(columns).map(([name, source]) => `${name}: ${source}`));
  return `${lines.join("\n").trimEnd()}\n`;
}

function tables({ all, logprobs, entropies, byVerdict, perToken, perRollout, selected, loss }: RunReplay): readonly string[] {
  const rows: readonly (readonly [string, Similarity | null | undefined])[] = [
    ["in all", all],
    ...(entropies
      ? ([
          ["  log-probabilities", logprobs],
          ["  entropies", entropies],
        ] as const)
      : []),
    ["  correct rollouts", byVerdict?.correct],
    ["  incorrect rollouts", byVerdict?.incorrect],
  ];
  const lines = [header("gradient"), ...rows.flatMap(([name, row]) => (row ? [similarityLine(name, row)] : []))];
  if (selected && loss) {
    lines.push("", `rollouts that train: ${selected.run} in the run, ${selected.against} under the other recipe, ${selected.both} in both`);
    lines.push(`loss: ${loss.run.toPrecision(4)} and ${loss.against.toPrecision(4)}`);
  }
  if (perToken) {
    const { tokens, both, onlyRun, onlyAgainst, neither, sameSign, ratio } = perToken;
    const share = (count: number): string => `${count} (${((100 * count) / Math.max(1, tokens)).toFixed(0)} %)`;
    lines.push(
      `tokens pushed by both ${share(both)}, by the run alone ${share(onlyRun)}, by the other alone ${share(onlyAgainst)}, by neither ${share(neither)}`,
    );
    if (sameSign !== null && ratio) {
      lines.push(
        `of those pushed by both ${(100 * sameSign).toFixed(0)} % the same way; the other's push is ${figure(ratio.p10)} / ${figure(ratio.median)} / ${figure(ratio.p90)} of the run's (10th, 50th, 90th percentile)`,
      );
    }
  }
  const most = [...perRollout]
    .filter(({ difference }) => difference > 0)
    .sort((a, b) => b.difference - a.difference)
    .slice(0, SHOWN);
  return most.length === 0 ? lines : [...lines, "", header(`the ${most.length} rollouts that differ most`), ...most.map(rolloutLine)];
}

function header(title: string): string {
  return `${title.padEnd(46)} cosine  ratio   run's norm  other's norm`;
}

function similarityLine(name: string, { cosine, normRatio, runNorm, againstNorm }: Similarity): string {
  return `${name.padEnd(46)} ${figure(cosine).padStart(6)}  ${figure(normRatio).padStart(5)}  ${runNorm.toExponential(2).padStart(11)}  ${againstNorm.toExponential(2).padStart(12)}`;
}

function rolloutLine(rollout: RolloutSimilarity): string {
  const { problem, sample, verdict, selected } = rollout;
  const trains = selected.run && selected.against ? "both" : selected.run ? "run" : selected.against ? "other" : "none";
  return similarityLine(`  ${printable(problem).slice(0, 20)} #${sample} ${verdict ?? ""}, trains: ${trains}`, rollout);
}

function figure(value: number | null): string {
  return value === null ? "-" : value.toFixed(2);
}

/** What the numbers say, in a sentence. */
function meaning({ names }: RunReplay, { cosine, normRatio }: Similarity): readonly string[] {
  if (cosine === null || normRatio === null) return ["One of the two gradients is 0: that recipe would have learnt nothing from these rollouts."];
  const direction =
    cosine > 0.95
      ? "nearly the same direction"
      : cosine > 0.5
        ? "mostly the same direction"
        : cosine > 0.1
          ? "partly the same direction"
          : cosine > -0.1
            ? "an unrelated direction"
            : "the opposite direction";
  return [
    `With ${names.against} in place of ${names.run} this step would have pushed the log-probabilities of these tokens in ${direction} (cosine ${cosine.toFixed(2)}), ${normRatio.toFixed(2)} times as hard.`,
    "An optimizer that divides by the gradient's size, as AdamW does, undoes most of a constant factor: look at the cosine first.",
  ];
}
