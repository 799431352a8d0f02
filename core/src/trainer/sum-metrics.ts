import type { Metrics } from "../contracts/metrics.js";

/** Adds metrics of parts that add up. */
export function sumMetrics(parts: readonly Metrics[]): Metrics {
  const sum: Record<string, number> = {};
  for (const part of parts) for (const [name, value] of Object.entries(part)) sum[name] = (sum[name] ?? 0) + value;
  return sum;
}

/** Averages metrics of several updates; a metric that an update lacks does not count there. */
export function meanMetrics(parts: readonly Metrics[]): Metrics {
  const counts = sumMetrics(parts.map((part) => Object.fromEntries(Object.keys(part).map((name) => [name, 1]))));
  return Object.fromEntries(Object.entries(sumMetrics(parts)).map(([name, value]) => [name, value / counts[name]]));
}

/** Puts an area before names that have none: `loss` becomes `objective/loss`. */
export function withArea(area: string, metrics: Metrics): Metrics {
  return Object.fromEntries(Object.entries(metrics).map(([name, value]) => [`${area}/${name}`, value]));
}
