/** What tells most about a training run, first things first. */
const CHOSEN: readonly RegExp[] = [
  /^reward\/mean$/,
  /^verifier\/correct$/,
  /^verifier\/mixedGroups$/,
  /^objective\/loss$/,
  /^objective\/.*kl/i,
  /^policy\/entropy$|^objective\/entropy$/,
  /^policy\/gradientNorm$/,
  /^sampling\/meanLength$/,
  /^reward-model\/accuracy$/,
  /^value-model\/loss$/,
  /^sampling\/truncated$/,
  /^throughput\/tokens$/,
];

/** The metrics that a page shows first, of those that a run has; the others are found by search. */
export function chosenMetrics(names: readonly string[]): readonly string[] {
  return CHOSEN.flatMap((pattern) => names.filter((name) => pattern.test(name)));
}
