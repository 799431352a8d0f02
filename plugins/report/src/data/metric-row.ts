/** A row of `metrics.jsonl`: the step and its numbers by name, `area/name`. */
export type MetricRow = { readonly step: number } & Readonly<Record<string, number>>;
