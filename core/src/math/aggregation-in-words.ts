import type { Aggregation } from "./aggregate.js";

/** The aggregation as a formula with words, for `lode check`. */
export function aggregationInWords(how: Aggregation): string {
  switch (how.aggregation) {
    case "token-mean":
      return "agg = sum over action tokens / their number in the whole optimizer batch (token-mean)";
    case "sequence-mean":
      return "agg = mean over the rows of the whole optimizer batch of each row's mean over action tokens (sequence-mean)";
    case "sequence-sum":
      return "agg = mean over the rows of the whole optimizer batch of each row's sum over action tokens (sequence-sum)";
    case "fixed-length":
      return `agg = sum over action tokens / (rows of the whole optimizer batch · ${how.maxTokens}) (fixed-length)`;
  }
}
