import type { Audit, AuditCase, AuditShare } from "../verify/audit-verifier.js";
import { printable } from "../plugin/printable.js";
import { shortened } from "./verify-text.js";

/** Cases of a kind that are shown; with --json there are all. */
const LISTED = 20;

/** An audit for people. */
export function auditText({ problems, unparsable, falseNegative, falsePositive: { perturbed, others } }: Audit): string {
  const lines = [
    `${problems} problems, ${unparsable.length} with an answer that cannot be read`,
    "",
    `${"".padEnd(44)}${"wrong".padStart(7)}${"of".padStart(8)}  rate (95 % interval)`,
    shareLine("answers refused for themselves", falseNegative),
    shareLine("perturbed answers accepted", perturbed),
    shareLine("answers of other problems accepted", others),
    ...listed("answers that cannot be read", unparsable, ({ gold, reason }) => `${shortened(gold)}  (${printable(reason)})`),
    ...listed("refused for themselves", falseNegative.cases, ({ gold, reason }) => `${shortened(gold)}  (${printable(reason)})`),
    ...listed("accepted although another answer, or another spelling of it", [...perturbed.cases, ...others.cases], pairText),
  ];
  return `${lines.join("\n")}\n`;
}

function shareLine(name: string, { count, of, rate, low, high, unsettled }: AuditShare): string {
  const interval = rate === null || low === null || high === null ? "-" : `${percent(rate)} (${percent(low)} to ${percent(high)})`;
  return `${name.padEnd(44)}${String(count).padStart(7)}${String(of).padStart(8)}  ${interval}${unsettled > 0 ? `, ${unsettled} without a verdict` : ""}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function pairText({ gold, given, reason }: AuditCase): string {
  return `${shortened(given)} for ${shortened(gold)}  (${printable(reason)})`;
}

function listed(title: string, cases: readonly AuditCase[], text: (one: AuditCase) => string): readonly string[] {
  if (cases.length === 0) return [];
  const more = cases.length > LISTED ? [`  and ${cases.length - LISTED} more, all of them with --json`] : [];
  return ["", `${title}:`, ...cases.slice(0, LISTED).map((one) => `  ${printable(one.id)}: ${text(one)}`), ...more];
}
