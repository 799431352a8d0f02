import type { EvaluationPoint } from "./evaluation-points.js";
import { formatted } from "./formatted.js";

/** What the first evaluation set says of a run so far, in a sentence. */
export function resultInWords(points: readonly EvaluationPoint[]): string {
  if (points.length === 0) return "The run has not been evaluated.";
  const set = points.filter((point) => point.set === points[0].set);
  const first = set[0];
  const last = set[set.length - 1];
  if (set.length === 1) return `pass@1 was ${formatted(first.pass1, "fraction")} at step ${first.step}.`;
  const went = last.pass1 > first.pass1 ? "rose" : last.pass1 < first.pass1 ? "fell" : "stayed";
  const from = went === "stayed" ? "" : ` from ${formatted(first.pass1, "fraction")}`;
  return `pass@1 ${went}${from} ${went === "stayed" ? "at" : "to"} ${formatted(last.pass1, "fraction")}.`;
}
