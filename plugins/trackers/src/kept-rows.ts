import { UserError } from "@lode/core";

/**
 * The rows of a JSON Lines file that a run resumed after step `resumedFrom` keeps: whole lines of steps up to it. A run that starts anew (0) keeps none.
 * A process that was killed may have left a part of a line at the end; it is dropped.
 *
 * Throws RUN_DAMAGED for a line before the end that is not a row.
 */
export function keptRows(content: string, resumedFrom: number): string {
  if (resumedFrom === 0) return "";
  const lines = content.split("\n");
  const kept: string[] = [];
  for (const [place, line] of lines.entries()) {
    const step = stepOf(line);
    if (step === undefined && place < lines.length - 1) throw damaged(place + 1);
    if (step === undefined || step > resumedFrom) break;
    kept.push(`${line}\n`);
  }
  return kept.join("");
}

function stepOf(line: string): number | undefined {
  try {
    const { step } = JSON.parse(line) as { step?: unknown };
    return typeof step === "number" ? step : undefined;
  } catch {
    return undefined;
  }
}

function damaged(line: number): UserError {
  return new UserError("RUN_DAMAGED", `line ${line} is not a row of metrics`, {
    place: { file: "metrics.jsonl" },
    remedy: "Remove the line, or restore the file from a copy, and resume again.",
  });
}
