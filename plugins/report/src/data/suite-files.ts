/** `suite.json` of a suite's folder, as far as a page shows it. */
export interface SuiteState {
  readonly suite: string;
  readonly hash?: string;
  readonly engine?: Readonly<Record<string, unknown>>;
  readonly versions?: Readonly<Record<string, string>>;
  readonly runs: readonly SuiteRun[];
}

export interface SuiteRun {
  readonly recipe: string;
  readonly seed: number;
  /** Relative to the suite's folder. */
  readonly folder: string;
  /** "queued", "running", "done", "failed" or "collapsed". */
  readonly state: string;
  readonly reason?: string;
  readonly pass1?: number;
  readonly steps?: number;
  readonly rollouts?: number;
  readonly tokens?: number;
  readonly trainedTokens?: number;
  readonly seconds?: number;
}

/** `result.json`. */
export interface SuiteResult {
  readonly paired: boolean;
  readonly problems: string;
  readonly evaluation: string;
  readonly budget: Readonly<Record<string, number>>;
  /** All runs start from the same cold start. */
  readonly sharedStart: boolean;
  readonly look: { readonly seeds: number; readonly level: number } | null;
  readonly runs: { readonly planned: number; readonly done: number; readonly failed: number; readonly collapsed: number };
  readonly recipes: readonly RankedRecipe[];
  readonly pairs: readonly ComparedPair[];
  readonly differences: readonly RecipeDifference[];
  readonly notes: readonly string[];
}

/** Fractions. What cannot be told is null. */
export interface RankedRecipe {
  readonly name: string;
  readonly pass1: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly iqm: number | null;
  readonly seeds: number;
  readonly words: readonly string[];
  readonly runs: readonly { readonly seed: number; readonly state: string; readonly pass1?: number | null }[];
}

/** `verdict` says how a does against b; a pair with a recipe that has no score lacks numbers. */
export interface ComparedPair {
  readonly a: string;
  readonly b: string;
  readonly difference: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly simultaneousLow?: number | null;
  readonly simultaneousHigh?: number | null;
  readonly verdict: string;
  readonly words: readonly string[];
}

export interface RecipeDifference {
  readonly recipe: string;
  readonly class: string;
  readonly pointer: string;
  /** The first recipe's value. */
  readonly a: unknown;
  readonly b: unknown;
}

/** `curves.json`. */
export interface SuiteCurves {
  readonly evaluation: string;
  readonly recipes: readonly RecipeCurve[];
}

export interface RecipeCurve {
  readonly name: string;
  readonly runs: readonly { readonly seed: number; readonly points: readonly { readonly step: number; readonly pass1: number }[] }[];
  readonly steps: readonly number[];
  /** One number a step. */
  readonly mean: readonly number[];
  readonly pointwise: CurveBand | null;
  /** One interval a step. */
  readonly wholeCurve: CurveBand | null;
  readonly reason?: string;
}

export type CurveBand = readonly { readonly low: number; readonly high: number }[];
