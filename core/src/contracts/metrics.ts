/** Numbers of one step by name, `area/name`. Every name is declared (see `MetricDeclaration`). */
export type Metrics = Readonly<Record<string, number>>;

/** What a metric's number is: printed by `lode list --metrics` and in the plugin's README. */
export interface MetricDeclaration {
  /** "nats", "tokens", "fraction", "1" … */
  readonly unit: string;
  /** How numbers of the parts of a batch become one: "sum" adds, "mean" averages updates, "last" keeps the last one. */
  readonly reduction: "sum" | "mean" | "last";
  readonly meaning: string;
}

export type MetricDeclarations = Readonly<Record<string, MetricDeclaration>>;
