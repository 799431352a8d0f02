import type { MetricDeclarations } from "@lode/core";

/** What a run's plugins know of it beyond what its folder holds. */
export interface RunKnowledge {
  readonly declarations: MetricDeclarations;
  /** What tokens read; absent where the tokenizer cannot be had. */
  readonly decode?: (tokens: readonly number[]) => string;
  readonly explanation: Readonly<Record<string, readonly string[]>>;
  /** What is missing, and why. */
  readonly notes: readonly string[];
}
