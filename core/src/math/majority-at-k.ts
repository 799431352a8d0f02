/** One sample's say in a majority vote. */
export interface Vote {
  /** The extracted answer; samples without one do not vote. */
  readonly answer?: string;
  readonly correct: boolean;
}

/**
 * maj@k, self-consistency (Wang et al. 2022, arXiv 2203.11171): whether the commonest answer of k samples is correct.
 * Answers that share the first place share the vote: the result is the mean over them, from 0 to 1. It is 0 where no sample has an answer.
 */
export function majorityAtK(votes: readonly Vote[]): number {
  const ballots = new Map<string, boolean[]>();
  for (const { answer, correct } of votes) {
    if (answer === undefined) continue;
    const ballot = ballots.get(answer);
    if (ballot) ballot.push(correct);
    else ballots.set(answer, [correct]);
  }
  const most = Math.max(...[...ballots.values()].map((ballot) => ballot.length));
  const winners = [...ballots.values()].filter((ballot) => ballot.length === most).flat();
  return winners.length === 0 ? 0 : winners.filter((correct) => correct).length / winners.length;
}
