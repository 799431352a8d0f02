import type { Metrics } from "../contracts/metrics.js";
import type { ComponentSubject } from "./component-subject.js";

/** Metrics of an area that neither the component declares nor one that its options name. */
export function undeclaredMetrics({ component, components = [] }: ComponentSubject<unknown>, area: string, metrics: Metrics): readonly string[] {
  const declared = new Set([component, ...components].flatMap((definition) => Object.keys(definition.metrics ?? {})));
  return Object.keys(metrics)
    .map((name) => `${area}/${name}`)
    .filter((name) => !declared.has(name));
}
