import type { ClipOptions } from "./clipped-surrogate.js";

/** A ratio's clipping for `lode check`: "clip(r, 0.8, 1.28)". */
export function clipInWords({ clipLow, clipHigh }: Pick<ClipOptions, "clipLow" | "clipHigh">): string {
  return `clip(r, ${round(1 - clipLow)}, ${round(1 + clipHigh)})`;
}

/** The clipped surrogate for `lode check`; `ratio` says what r is. */
export function clippedSurrogateInWords(options: ClipOptions, ratio: string): string {
  const surrogate = `max(-A·r, -A·${clipInWords(options)})`;
  const dual = options.dualClip === undefined ? surrogate : `${surrogate}, at most -A·${options.dualClip} where A < 0`;
  return `${dual}, with ${ratio}`;
}

function round(bound: number): number {
  return Number(bound.toPrecision(6));
}
