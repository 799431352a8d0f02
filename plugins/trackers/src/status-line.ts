import { printable, type Metrics } from "@lode/core";
import { duration } from "./duration.js";
import { pass1BySet } from "./pass1-by-set.js";

/** Where a run stands. */
export interface Status {
  /** Complete steps. */
  readonly step: number;
  readonly of: number;
  /** What is running now. */
  readonly phase?: string;
  readonly metrics: Readonly<Partial<Metrics>>;
  /** Until the last step, at the speed so far. */
  readonly secondsLeft?: number;
}

/** One line about a run; what is not known is left out. */
export function statusLine({ step, of, phase, metrics, secondsLeft }: Status): string {
  const { "reward/mean": reward, "objective/loss": loss, "throughput/tokens": rate } = metrics;
  const parts = [
    `step ${step}/${of}`,
    phase ?? "",
    reward === undefined ? "" : `reward ${reward.toFixed(3)}`,
    loss === undefined ? "" : `loss ${loss.toFixed(3)}`,
    pass1(metrics),
    rate === undefined ? "" : `${Math.round(rate).toLocaleString("en")} tokens/s`,
    secondsLeft === undefined ? "" : `${duration(secondsLeft)} left`,
  ];
  return parts.filter((part) => part !== "").join("  ");
}

/** Sets are named only where there are several. */
function pass1(metrics: Status["metrics"]): string {
  const sets = pass1BySet(metrics);
  if (sets.size === 0) return "";
  return ["pass@1", ...Array.from(sets, ([set, value]) => (sets.size > 1 ? `${printable(set)} ` : "") + value.toFixed(3))].join(" ");
}
