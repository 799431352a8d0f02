import type { StoredProblem } from "../contracts/dataset.js";
import { comparableWords } from "./comparable-words.js";
import { problemText } from "./problem-text.js";

/** A held-out problem, and a problem that is trained on and is the same or nearly so. */
export interface Overlap {
  readonly heldOut: StoredProblem;
  readonly trained: StoredProblem;
  /** Of the held-out problem's sequences of `SEQUENCE` words, the share that the other has too; 1 where all words are the same. */
  readonly share: number;
}

/** Words in a sequence. */
export const SEQUENCE = 4;

interface HeldOut {
  readonly stored: StoredProblem;
  readonly answer: string;
  /** Different sequences. */
  readonly sequences: number;
}

/**
 * The problems of an evaluation set, to be compared with those that are trained on. Two problems are the same where all their words are, whatever their
 * answers; a near copy shares sequences of words and has the same answer: with other numbers and another answer it is another problem.
 */
export class HeldOutProblems {
  private readonly problems: HeldOut[] = [];
  /** Places of problems by all their words. */
  private readonly whole = new Map<string, number>();
  /** Places of the problems that have a sequence. */
  private readonly having = new Map<string, number[]>();

  add(stored: StoredProblem): void {
    const words = comparableWords(problemText(stored.problem));
    const place = this.problems.length;
    const sequences = sequencesOf(words);
    this.problems.push({ stored, answer: joined(comparableWords(stored.problem.answer)), sequences: sequences.size });
    if (!this.whole.has(joined(words))) this.whole.set(joined(words), place);
    for (const sequence of sequences) {
      const places = this.having.get(sequence);
      if (places) places.push(place);
      else this.having.set(sequence, [place]);
    }
  }

  /** The held-out problem that is the same as a training problem, or the one most like it, from a share of `threshold` on. */
  overlap(trained: StoredProblem, threshold: number): Overlap | undefined {
    const words = comparableWords(problemText(trained.problem));
    const same = this.whole.get(joined(words));
    if (same !== undefined) return { heldOut: this.problems[same].stored, trained, share: 1 };
    const answer = joined(comparableWords(trained.problem.answer));
    let most: Overlap | undefined;
    for (const [place, count] of this.shared(words)) {
      const { stored, sequences, answer: expected } = this.problems[place];
      const share = count / sequences;
      if (expected === answer && share >= threshold && share > (most?.share ?? 0)) most = { heldOut: stored, trained, share };
    }
    return most;
  }

  /** How many sequences a text shares with each problem that it shares any with. */
  private shared(words: readonly string[]): ReadonlyMap<number, number> {
    const shared = new Map<number, number>();
    for (const sequence of sequencesOf(words)) for (const place of this.having.get(sequence) ?? []) shared.set(place, (shared.get(place) ?? 0) + 1);
    return shared;
  }
}

function sequencesOf(words: readonly string[]): ReadonlySet<string> {
  const sequences = new Set<string>();
  for (let end = SEQUENCE; end <= words.length; end++) sequences.add(joined(words.slice(end - SEQUENCE, end)));
  return sequences;
}

function joined(words: readonly string[]): string {
  return words.join(" ");
}
