import type { Problem } from "../contracts/problem.js";
import type { RandomStream } from "../contracts/random-stream.js";
import type { Verdict } from "../contracts/verdict.js";
import type { Attempt, Verifier } from "../contracts/verifier.js";
import { perturbedAnswers } from "./perturbed-answers.js";
import { shareInterval, type ShareInterval } from "./share-interval.js";

/** An attempt that was judged otherwise than expected. */
export interface AuditCase {
  readonly id: string;
  readonly gold: string;
  readonly given: string;
  readonly verdict: Verdict["outcome"];
  readonly reason: string;
}

export interface AuditShare extends ShareInterval {
  /** Attempts on which the verifier had no verdict; they are not counted in `of`. */
  readonly unsettled: number;
  readonly cases: readonly AuditCase[];
}

/** How far a verifier's verdicts on the answers of a data set can be believed. */
export interface Audit {
  readonly problems: number;
  /** Answers that the verifier cannot read, each with the first attempt on which it abstained: their rollouts have no reward. */
  readonly unparsable: readonly AuditCase[];
  /** Answers that are not accepted for themselves. */
  readonly falseNegative: AuditShare;
  /** Wrong answers that are accepted, by what they are. */
  readonly falsePositive: { readonly perturbed: AuditShare; readonly others: AuditShare };
}

interface Judged {
  readonly problem: Problem;
  readonly given: string;
  readonly verdict: Verdict;
}

/** Of other problems each answer is compared with so many. */
const OTHERS = 2;

/**
 * Judges the answer of every problem against itself, against perturbed forms of itself and against the answers of other problems; the last two where it can
 * be read. Answers are given as they are (`kind` "answer"). An accepted perturbation that is equal in value, as two spellings of a number are, is counted
 * too: the rate of false positives is an upper bound, and its cases are there to be looked at.
 */
export async function auditVerifier(verifier: Verifier, problems: readonly Problem[], random: RandomStream, signal: AbortSignal): Promise<Audit> {
  const judge = async (pairs: readonly (readonly [Problem, string])[]): Promise<readonly Judged[]> => {
    const attempts = pairs.map(([problem, given]): Attempt => ({ problem, rollout: { text: given }, kind: "answer" }));
    const verdicts = await verifier.verify(attempts, signal);
    return pairs.map(([problem, given], place) => ({ problem, given, verdict: verdicts[place] }));
  };
  const themselves = await judge(problems.map((problem) => [problem, problem.answer]));
  const readable = themselves.filter(({ verdict }) => verdict.outcome !== "abstain").map(({ problem }) => problem);
  const perturbed = await judge(
    readable.flatMap((problem, place) => perturbedAnswers(problem.answer, random.at("perturbed", place)).map((given) => [problem, given] as const)),
  );
  const others = await judge(
    readable.flatMap((problem, place) => othersOf(problem, readable, random.at("others", place)).map((given) => [problem, given] as const)),
  );
  return {
    problems: problems.length,
    unparsable: firstOfEach([...themselves, ...perturbed, ...others].filter(({ verdict }) => verdict.outcome === "abstain")).map(caseOf),
    falseNegative: shareOf(themselves, "incorrect"),
    falsePositive: { perturbed: shareOf(perturbed, "correct"), others: shareOf(others, "correct") },
  };
}

function firstOfEach(judged: readonly Judged[]): readonly Judged[] {
  const first = new Map<Problem, Judged>();
  for (const one of judged) if (!first.has(one.problem)) first.set(one.problem, one);
  return [...first.values()];
}

function othersOf(problem: Problem, problems: readonly Problem[], random: RandomStream): readonly string[] {
  const drawn = Array.from({ length: OTHERS }, (_, place) => problems[Math.floor(random.uniform(place) * problems.length)].answer);
  return [...new Set(drawn)].filter((answer) => spelling(answer) !== spelling(problem.answer));
}

function spelling(answer: string): string {
  return answer.replace(/\s/g, "");
}

/** The share of those that were settled that have the outcome which they should not have. */
function shareOf(judged: readonly Judged[], wrong: "correct" | "incorrect"): AuditShare {
  const settled = judged.filter(({ verdict: { outcome } }) => outcome === "correct" || outcome === "incorrect");
  const cases = settled.filter(({ verdict }) => verdict.outcome === wrong).map(caseOf);
  return { ...shareInterval(cases.length, settled.length), unsettled: judged.length - settled.length, cases };
}

function caseOf({ problem: { id, answer }, given, verdict: { outcome, reason } }: Judged): AuditCase {
  return { id, gold: answer, given, verdict: outcome, reason };
}
