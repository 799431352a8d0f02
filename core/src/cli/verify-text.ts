import type { Verdict } from "../contracts/verdict.js";
import { printable } from "../plugin/printable.js";
import type { VerifiedCase } from "./verify.js";

const OUTCOMES: readonly Verdict["outcome"][] = ["correct", "incorrect", "abstain", "error", "timeout"];
/** Characters of an answer that are shown. */
const SHOWN = 60;

export function verifiedLine({ id, verdict: { outcome, reason, extracted, ms } }: VerifiedCase): string {
  return `${JSON.stringify({ id, verdict: outcome, reason, extracted: extracted ?? null, ms: Number(ms.toFixed(3)) })}\n`;
}

export const VERIFIED_HEADER = `${"verdict".padEnd(10)}${"ms".padStart(9)}  case, the answer that was found, reason\n`;

/** A case for people. */
export function verifiedText({ id, verdict: { outcome, reason, extracted, ms } }: VerifiedCase): string {
  const found = extracted === undefined ? "" : `  ${shortened(extracted)}`;
  return `${outcome.padEnd(10)}${ms.toFixed(2).padStart(9)}  ${printable(String(id))}${found}  (${printable(reason)})\n`;
}

/** How many cases had which outcome, and how long they took. */
export function verifiedSummary(cases: readonly { readonly outcome: Verdict["outcome"]; readonly ms: number }[]): string {
  const counts = OUTCOMES.map((outcome) => ({ outcome, count: cases.filter((one) => one.outcome === outcome).length }));
  const times = cases.map(({ ms }) => ms).sort((a, b) => a - b);
  const told = counts.filter(({ count }) => count > 0).map(({ outcome, count }) => `${count} ${outcome}`);
  if (cases.length === 0) return "\n0 cases\n";
  const middle = times.length / 2;
  const [median, longest] = [(times[Math.ceil(middle) - 1] + times[Math.floor(middle)]) / 2, times[times.length - 1]];
  return `\n${cases.length} cases: ${told.join(", ")}; median ${median.toFixed(2)} ms, longest ${longest.toFixed(2)} ms\n`;
}

export function shortened(text: string): string {
  const shown = printable(text);
  return shown.length <= SHOWN ? shown : `${shown.slice(0, SHOWN - 1)}…`;
}
